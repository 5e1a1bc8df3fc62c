/** Speech to text by our own export of Whisper: takes utterance audio by a port from the detector, answers with words. */
import { installedFileJson } from '../config-values';
import { requirePack } from '../require-pack';
import { configureRuntime, PackReader } from '../runtime';
import { createTokenizer } from '../tokenizer';
import { type MelInput, MelListening } from './listening';
import { recogniseBySteps } from './recognise';
import { serveStt } from './serve-stt';
import { Whisper } from './whisper';

serveStt<MelInput>(self, async ({ pack, runtime }, onStep) => {
  configureRuntime(runtime);
  const reader = new PackReader(requirePack(pack), onStep);
  const tokenizer = createTokenizer(await reader.json('tokenizer.json'), await reader.json('tokenizer_config.json'));
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
  return {
    listen: () => new MelListening(),
    // The first two runs are 2–4 times slower than the rest (WASM tier-up): a partial without a draft, one with, and a final
    // with a longer one.
    warmUps: ['partial', 'partial', 'final'],
    recognise: ({ features, frames }, options) =>
      recogniseBySteps(
        {
          tags: { frames },
          encode: () => whisper.encode(features, frames),
          decode: (audio, how) => whisper.decode(audio, how),
          text: (tokens) => tokenizer.decode(tokens),
        },
        options,
      ),
    readMs: reader.readMs,
    createMs: reader.createMs,
    verified: () => reader.verified(),
  };
});
