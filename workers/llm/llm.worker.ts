/** The language model by Sotto's own loop: messages in, a stream of text out. */
import { reportMeasures } from '../measures';
import type { LlmCalls } from '../protocol';
import { requirePack } from '../require-pack';
import { serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { createTokenizer } from '../tokenizer';
import { yieldToMessages } from '../yield-to-messages';
import { chatFormatOf } from './chat-format';
import { LanguageModel, precisionOf } from './language-model';
import { readModelShape } from './model-shape';
import { Replier } from './replier';
import { replierHandlers } from './replier-handlers';

const GENERATION_CONFIG = 'generation_config.json';

reportMeasures('llm', self);
serve<LlmCalls>(
  self,
  replierHandlers(async (request, { progress }) => {
    const pack = requirePack(request.pack);
    configureRuntime(request.runtime);
    const reader = new PackReader(pack, (step) => progress({ step }));
    const config = await reader.json('config.json');
    const hasGenerationConfig = pack.files.some(({ path }) => path === GENERATION_CONFIG);
    const generation = hasGenerationConfig ? await reader.json(GENERATION_CONFIG) : undefined;
    const tokenizerConfig = await reader.json('tokenizer_config.json');
    const tokenizer = createTokenizer(await reader.json('tokenizer.json'), tokenizerConfig);
    const { maxPositions, endTokens, ...shape } = readModelShape(pack.id, config, generation);
    const session = await reader.session('onnx/model_quantized.onnx');
    const model = new LanguageModel(session, { ...shape, precision: precisionOf(session) });
    const format = chatFormatOf(tokenizerConfig, tokenizer);
    // Some lists of end tokens lack the mark that the model's own template closes a message with.
    const close = tokenizer.encode(format.end);
    const ends = new Set(close.length === 1 ? [...endTokens, ...close] : endTokens);
    const replier = new Replier(model, tokenizer, ends, yieldToMessages, { format, maxPositions });
    return { replier, readMs: reader.readMs, createMs: reader.createMs, verified: () => reader.verified() };
  }),
);
