/** What says an answer aloud. */
import { COMMON } from './catalog-common';
import type { CatalogModel } from './catalog-model';
import { KOKORO_VOICES } from './kokoro-voices';

const VOICE = { ...COMMON, role: 'tts', purpose: 'says it aloud' } as const satisfies Partial<CatalogModel>;

/** English voices alone: kokoro-js has phonemes for no other language. */
const KOKORO_ENGLISH = KOKORO_VOICES.filter(({ language }) => language.startsWith('en'));

function kokoro(weights: 'model_quantized' | 'model', own: Partial<CatalogModel> & Pick<CatalogModel, 'id' | 'title'>) {
  return {
    ...VOICE,
    engine: 'kokoro',
    maker: 'hexgrad',
    source: {
      kind: 'hub',
      repository: 'onnx-community/Kokoro-82M-v1.0-ONNX',
      revision: 'main',
      files: [
        { path: 'config.json' },
        { path: 'tokenizer.json' },
        { path: 'tokenizer_config.json' },
        { path: `onnx/${weights}.onnx` },
        ...KOKORO_ENGLISH.map(({ id }) => ({ path: `voices/${id}.bin` })),
      ],
    },
    languages: ['en'],
    licence: 'Apache-2.0',
    voices: KOKORO_ENGLISH,
    devices: ['wasm'],
    minimumTier: 'standard',
    quality: 'tts-natural',
    speed: 'slower-than-speech-on-cpu',
    needsGpl: true,
    ...own,
  } as const satisfies CatalogModel;
}

/** What speaks, the starter first and what needs nothing last. */
export const VOICES: readonly CatalogModel[] = [
  {
    ...VOICE,
    id: 'piper-joe',
    engine: 'sotto',
    title: 'Piper Joe',
    maker: 'Rhasspy',
    source: { kind: 'app' },
    sizeBytes: 18_584_199,
    languages: ['en'],
    licence: 'MIT',
    // Its one speaker, by the data set's name: `voice.json` names no others, and the worker asks for none.
    voices: [{ id: 'joe', title: 'Joe', language: 'en-US' }],
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'tts-clear',
    speed: 'fast-everywhere',
    needsGpl: true,
    triedHere: true,
  },
  // Real-time factor 1.3–1.9 on two cores: it speaks slower than it is heard there. Measured with another export in 8 bits
  // than the hub's (`bin/fetch-kokoro.mjs`).
  kokoro('model_quantized', { id: 'kokoro-82m', title: 'Kokoro 82M', triedHere: true }),
  kokoro('model', {
    id: 'kokoro-82m-gpu',
    title: 'Kokoro 82M, for the GPU',
    devices: ['webgpu'],
    minimumTier: 'gpu',
    speed: 'fast-on-gpu',
  }),
  {
    ...VOICE,
    id: 'flite',
    engine: 'flite',
    title: 'Flite',
    maker: 'Carnegie Mellon University',
    source: { kind: 'app' },
    sizeBytes: 21_530_456,
    languages: ['en'],
    // As its package is marked; the terms are Carnegie Mellon's own, without that licence's clause on advertising.
    licence: 'BSD-4-Clause',
    // A woman, a man, a man from Scotland, a man: the initials of who lent them.
    voices: [
      { id: 'slt', title: 'SLT', language: 'en-US' },
      { id: 'rms', title: 'RMS', language: 'en-US' },
      { id: 'awb', title: 'AWB', language: 'en-scotland' },
      { id: 'kal16', title: 'KAL', language: 'en-US' },
    ],
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'tts-robotic',
    speed: 'fast-everywhere',
    triedHere: true,
  },
  {
    ...VOICE,
    id: 'system-voice',
    engine: 'system-voice',
    title: 'Voices of this device',
    maker: 'Your system or browser',
    source: { kind: 'built-in' },
    languages: 'many',
    licence: 'LicenseRef-System',
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'tts-system',
    speed: 'as-the-system',
  },
  {
    ...VOICE,
    id: 'chime',
    engine: 'chime',
    title: 'A chime',
    maker: 'Sotto',
    source: { kind: 'built-in' },
    languages: 'many',
    licence: 'MIT',
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'tts-chime',
    speed: 'instant',
    triedHere: true,
  },
];
