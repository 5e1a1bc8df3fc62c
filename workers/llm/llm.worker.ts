/** The language model: messages in, a stream of text out. */
import { installedFileJson } from '../config-values';
import { measuredLoad, reportMeasures } from '../measures';
import type { LlmCalls } from '../protocol';
import { SottoError, serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { createTokenizer } from '../tokenizer';
import { yieldToMessages } from '../yield-to-messages';
import { LanguageModel } from './language-model';
import { Replier } from './replier';

let replier: Replier | undefined;

reportMeasures('llm', self);
serve<LlmCalls>(self, {
  load: ({ pack, runtime }, { progress, signal }) =>
    measuredLoad('llm', async () => {
      configureRuntime(runtime);
      const reader = new PackReader(pack, (step) => progress({ step }));
      const config = installedFileJson(await reader.json('config.json'), 'config.json');
      const tokenizer = createTokenizer(
        await reader.json('tokenizer.json'),
        await reader.json('tokenizer_config.json'),
      );
      const model = new LanguageModel(await reader.session('onnx/model_quantized.onnx'), {
        layers: config.number('num_hidden_layers'),
        keyValueHeads: config.number('num_key_value_heads'),
        headSize: config.number('head_dim'),
      });
      const created = new Replier(model, tokenizer, new Set([config.number('eos_token_id')]), yieldToMessages);
      progress({ step: 'warming-up' });
      const start = performance.now();
      // Two tokens run both shapes of the graph, prompt and step; the page then primes the prompt it will really use.
      const messages = [{ role: 'user' as const, content: 'Hello.' }];
      await created.generate({ messages, maxTokens: 2, earlyClause: true, holdAfterClause: false }, () => {}, signal);
      const warmUpMs = performance.now() - start;
      await reader.verified();
      replier = created;
      return { readMs: reader.readMs, createMs: reader.createMs, warmUpMs };
    }),
  async prime(request, { signal }) {
    return loaded().prime(request, signal);
  },
  async generate(request, { progress, signal }) {
    return loaded().generate(request, progress, signal);
  },
  async hold() {
    loaded().hold();
    return null;
  },
  async release() {
    loaded().release();
    return null;
  },
});

function loaded(): Replier {
  if (!replier) throw new SottoError('model-missing', 'The language model is not loaded yet.');
  return replier;
}
