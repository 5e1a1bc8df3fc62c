/** Speech to text: takes utterance audio by a port from the detector, answers with words. */
import { installedFileJson } from '../config-values';
import { measured, measuredLoad, reportMeasures } from '../measures';
import type { SttCalls, VadToStt } from '../protocol';
import { isAborted, SottoError, serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { createTokenizer } from '../tokenizer';
import { yieldToMessages } from '../yield-to-messages';
import { Transcriber } from './transcriber';
import { Whisper } from './whisper';

let transcriber: Transcriber | undefined;

reportMeasures('stt', self);
serve<SttCalls>(self, {
  load: ({ pack, runtime }, { progress }) =>
    measuredLoad('stt', async () => {
      configureRuntime(runtime);
      const reader = new PackReader(pack, (step) => progress({ step }));
      const tokenizer = createTokenizer(
        await reader.json('tokenizer.json'),
        await reader.json('tokenizer_config.json'),
      );
      const config = installedFileJson(await reader.json('generation_config.json'), 'generation_config.json');
      const whisper = new Whisper(
        await reader.session('onnx/encoder_model_quantized.onnx'),
        await reader.session('onnx/decoder_model_merged_quantized.onnx'),
        {
          startToken: config.number('decoder_start_token_id'),
          noTimestampsToken: config.number('no_timestamps_token_id'),
          endToken: config.number('eos_token_id'),
          noSpeechToken: config.number('no_speech_token_id'),
          suppressTokens: config.numbers('suppress_tokens'),
          beginSuppressTokens: config.numbers('begin_suppress_tokens'),
        },
      );
      const recogniser = new Transcriber(async (features, frames, { maxTokens, draft, between }) => {
        const start = performance.now();
        const audio = await measured(
          'stt.encode',
          () => whisper.encode(features, frames),
          () => ({ frames }),
        );
        const encoded = performance.now();
        await between([], '');
        const onToken = (tokens: readonly number[]) => between(tokens, tokenizer.decode(tokens).trim());
        const result = await measured(
          'stt.decode',
          () => whisper.decode(audio, { maxTokens, draft, onToken }),
          ({ tokens, drafted }) => ({ tokens: tokens.length, drafted }),
        );
        return {
          text: tokenizer.decode(result.tokens).trim(),
          tokens: result.tokens,
          draftedTokens: result.drafted,
          noSpeechProbability: result.noSpeechProbability,
          averageLogProbability: result.averageLogProbability,
          encodeMs: encoded - start,
          decodeMs: performance.now() - encoded,
        };
      }, yieldToMessages);
      progress({ step: 'warming-up' });
      const start = performance.now();
      await warmUp(recogniser);
      const warmUpMs = performance.now() - start;
      await reader.verified();
      transcriber = recogniser;
      return { readMs: reader.readMs, createMs: reader.createMs, warmUpMs };
    }),

  async attach({ vadPort, drafts }) {
    const recogniser = loaded();
    recogniser.restart(drafts);
    vadPort.onmessage = ({ data }: MessageEvent<VadToStt>) => {
      recogniser.push(data.utteranceId, data.samples, data.speechProbability);
    };
    return null;
  },

  async transcribe(request, { signal, progress }) {
    return loaded().transcribe(request, (text) => progress({ text }), signal);
  },

  async forget({ utteranceId }) {
    loaded().forget(utteranceId);
    return null;
  },
});

function loaded(): Transcriber {
  if (!transcriber) throw new SottoError('model-missing', 'Speech recognition is not loaded yet.');
  return transcriber;
}

/** Steps of the decoder in one run of the warm-up, at most: a choice, as many as a long question has tokens. */
const WARM_UP_STEPS = 12;

/**
 * The first two runs are 2–4 times slower than the rest (WASM tier-up): run them before the user speaks, in the shapes of
 * an utterance: a partial without a draft, one with, and a final with a longer one.
 */
async function warmUp(recogniser: Transcriber): Promise<void> {
  // The detector numbers its utterances from 1.
  const utteranceId = -1;
  // Four chirps a second, which Whisper hears as "Yeah, yeah, yeah": silence or one long chirp ends after four tokens at
  // most and leaves the decoder cold.
  const syllables = Float32Array.from({ length: 3 * 16_000 }, (_, i) => {
    const at = i % 4000;
    return at < 3000 ? 0.1 * Math.sin(at * at * 6e-5) : 0;
  });
  for (const [second, mode] of [...(['partial', 'partial', 'final'] as const).entries()]) {
    recogniser.push(utteranceId, syllables.subarray(second * 16_000, (second + 1) * 16_000), 1);
    const enough = new AbortController();
    let steps = 0;
    const onText = () => {
      if (++steps === WARM_UP_STEPS) enough.abort();
    };
    try {
      await recogniser.transcribe({ utteranceId, sampleCount: 0, mode }, onText, enough.signal);
    } catch (error) {
      if (!isAborted(error)) throw error;
    }
  }
  recogniser.forget(utteranceId);
}
