/** What the documents that Sotto was built from say of models, and what of the catalogue stands for each. */

export interface QuotedModel {
  role: 'stt' | 'llm' | 'tts';
  /** As the documents name it. */
  name: string;
  speed?: string;
  memory?: string;
  quality?: string;
  /** Ids of the catalogue that come nearest, the one this device is likelier to have first; empty: a browser has none. */
  ids: readonly string[];
}

export type SetName = 'speed' | 'balanced' | 'quality' | 'memory';

const TINY = ['whisper-tiny.en', 'whisper-tiny', 'whisper-tiny-gpu'];
const BASE = ['whisper-base', 'whisper-base-gpu'];
const SMALL = ['whisper-small', 'whisper-small-gpu'];
const LLAMA_1B = ['llama-3.2-1b', 'Llama-3.2-1B-Instruct-q4f16_1-MLC', 'Llama-3.2-1B-Instruct-q4f32_1-MLC'];
const LLAMA_3B = ['Llama-3.2-3B-Instruct-q4f16_1-MLC', 'Llama-3.2-3B-Instruct-q4f32_1-MLC'];
const KOKORO = ['kokoro-82m-gpu', 'kokoro-82m'];

/** Model selection: Whisper by size with latency, memory and accuracy; language models by what they are for. */
export const QUOTED_SIZES: readonly QuotedModel[] = [
  { role: 'stt', name: 'Whisper tiny (39M)', speed: '20-40 ms', memory: '~150 MB', quality: '70-80 %', ids: TINY },
  { role: 'stt', name: 'Whisper base (74M)', speed: '40-80 ms', memory: '~250 MB', quality: '80-90 %', ids: BASE },
  { role: 'stt', name: 'Whisper small (244M)', speed: '80-150 ms', memory: '~800 MB', quality: '90-95 %', ids: SMALL },
  // 2.5 GB are more than a tab is given.
  { role: 'stt', name: 'Whisper medium (769M)', speed: '150-300 ms', memory: '~2.5 GB', quality: '95-97 %', ids: [] },
  {
    role: 'llm',
    name: 'llama3.2:1b, fast responses',
    speed: 'excellent',
    memory: 'low',
    quality: 'good',
    ids: LLAMA_1B,
  },
  { role: 'llm', name: 'llama3.2:3b, balanced', speed: 'good', memory: 'medium', quality: 'excellent', ids: LLAMA_3B },
  { role: 'llm', name: 'llama3.1:8b, high quality', speed: 'fair', memory: 'high', quality: 'excellent', ids: [] },
];

/** Their profiles: which models they put together for what. */
export const QUOTED_SETS: Readonly<Record<SetName, readonly QuotedModel[]>> = {
  speed: [
    { role: 'stt', name: 'whisper-tiny, int8', speed: 'fastest', ids: TINY },
    { role: 'llm', name: 'llama3.2:1b', speed: 'fastest, basic quality', ids: LLAMA_1B },
    { role: 'tts', name: 'espeak', speed: 'fastest', ids: ['flite'] },
  ],
  balanced: [
    { role: 'stt', name: 'whisper-base, float16', ids: BASE },
    { role: 'llm', name: 'llama3.2:3b', ids: LLAMA_3B },
    { role: 'tts', name: 'bark', ids: ['piper-joe', ...KOKORO] },
  ],
  quality: [
    { role: 'stt', name: 'whisper-small, float16', quality: 'good accuracy/speed balance', ids: SMALL },
    { role: 'llm', name: 'llama3.2:3b', quality: 'good balance of speed/quality', ids: LLAMA_3B },
    { role: 'tts', name: 'bark', quality: 'highest quality neural', ids: KOKORO },
  ],
  memory: [
    { role: 'stt', name: 'whisper-tiny, int8', memory: 'minimal', ids: TINY },
    { role: 'llm', name: 'llama3.2:1b', memory: 'smallest footprint', ids: ['smollm2-135m', ...LLAMA_1B] },
    { role: 'tts', name: 'pyttsx3', memory: 'low (system voices)', ids: ['system-voice'] },
  ],
};
