// The app's own models in Node, for whoever makes or judges clips: the packs of public/models are joined as the app joins
// them, and the modules of workers/ run on them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-web/wasm';
import { createServer } from 'vite';
import { packFile } from './pack-file.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Opens Vite for its loader of TypeScript alone; close it when done. */
export async function openModules() {
  // Outside a browser the runtime finds neither its threads nor its file by itself.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = readFileSync(join(ROOT, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'));
  ort.env.logLevel = 'error';
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  return { load: (path) => server.ssrLoadModule(path), close: () => server.close() };
}

const packJson = (id, path) => JSON.parse(packFile(id, path).toString('utf8'));
export const createSession = (bytes) => ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
const packSession = (id, path) => createSession(packFile(id, path));

/** @returns the probability of speech in each 512 samples, one call a clip. */
export async function loadSilero(modules) {
  const { Silero } = await modules.load('/workers/vad/silero.ts');
  const silero = new Silero(await packSession('silero-vad-v5', 'silero_vad_v5.onnx'));
  return async (samples) => {
    silero.reset();
    const probabilities = [];
    for (let at = 0; at + 512 <= samples.length; at += 512) {
      probabilities.push(await silero.probability(samples.subarray(at, at + 512)));
    }
    return probabilities;
  };
}

/** @returns what the app's recogniser hears in 16 kHz samples: text, verdict and how sure it is. */
export async function loadWhisper(modules) {
  const id = 'whisper-tiny.en';
  const [{ Whisper }, { StreamingMel, MAX_FRAMES, SAMPLES_PER_FRAME }, { createTokenizer }, { judgeTranscript }] =
    await Promise.all(
      ['/workers/stt/whisper.ts', '/workers/stt/streaming-mel.ts', '/workers/tokenizer.ts', '/workers/stt/gate.ts'].map(
        (path) => modules.load(path),
      ),
    );
  const tokenizer = createTokenizer(packJson(id, 'tokenizer.json'), packJson(id, 'tokenizer_config.json'));
  const config = packJson(id, 'generation_config.json');
  const whisper = new Whisper(
    await packSession(id, 'onnx/encoder_model_quantized.onnx'),
    await packSession(id, 'onnx/decoder_model_merged_quantized.onnx'),
    {
      startToken: config.decoder_start_token_id,
      noTimestampsToken: config.no_timestamps_token_id,
      endToken: config.eos_token_id,
      noSpeechToken: config.no_speech_token_id,
      suppressTokens: config.suppress_tokens,
      beginSuppressTokens: config.begin_suppress_tokens,
    },
  );
  return async (samples) => {
    const mel = new StreamingMel();
    mel.push(samples);
    // The second of silence that the export needs, and its alignment: workers/stt/transcriber.ts.
    const frames = Math.min(MAX_FRAMES, Math.ceil((mel.length / SAMPLES_PER_FRAME + 100) / 4) * 4);
    const audio = await whisper.encode(mel.finish(frames), frames);
    const maxTokens = 16 + Math.ceil(samples.length / 2000);
    const { tokens, noSpeechProbability, averageLogProbability } = await whisper.decode(audio, {
      maxTokens,
      draft: [],
      onToken: async () => {},
    });
    const text = tokenizer.decode(tokens).trim();
    return { text, verdict: judgeTranscript(text, noSpeechProbability, 1), averageLogProbability };
  };
}

/** @returns the graph of the language model with its cache, and its tokenizer. */
export async function loadLanguageModel(modules) {
  const id = 'smollm2-135m';
  const { LanguageModel } = await modules.load('/workers/llm/language-model.ts');
  const { createTokenizer } = await modules.load('/workers/tokenizer.ts');
  const config = packJson(id, 'config.json');
  const tokenizer = createTokenizer(packJson(id, 'tokenizer.json'), packJson(id, 'tokenizer_config.json'));
  const model = new LanguageModel(await packSession(id, 'onnx/model_quantized.onnx'), {
    layers: config.num_hidden_layers,
    keyValueHeads: config.num_key_value_heads,
    headSize: config.head_dim,
  });
  return { model, tokenizer };
}

/** @returns PCM of a text at 22,050 Hz; the same for the same text, as the voice's own dice are taken away. */
export async function loadPiper(modules) {
  const id = 'piper-joe';
  const [{ Piper }, { PhonemeIds, phonemesOf }, { installedFileJson }] = await Promise.all(
    ['/workers/tts/piper.ts', '/workers/tts/phonemes.ts', '/workers/config-values.ts'].map((path) =>
      modules.load(path),
    ),
  );
  const ids = new PhonemeIds(installedFileJson(packJson(id, 'voice.json'), 'voice.json').at('phoneme_id_map'));
  const text = await packSession(id, 'text.q8w.onnx');
  const vocoder = await packSession(id, 'speech.q8w.onnx');
  return async (words, length) => {
    const piper = new Piper(text, vocoder, { noise: 0, length, noiseWidth: 0 });
    const phonemes = ids.of(await phonemesOf(words, 'en-us'));
    const chunks = [];
    for await (const chunk of piper.synthesise(phonemes, async () => {})) {
      chunks.push(...(chunk instanceof Float32Array ? chunk : chunk.samples));
    }
    return { samples: Float32Array.from(chunks), sampleRateHz: 22_050 };
  };
}
