/** The recordings of `public/benchmark`, and stretches of the longest as speech of other lengths. */
import type { BenchmarkClip } from '../perf/benchmark/targets';
import { clipList } from './clip-list';

/** A recording at 16 kHz, as the detector hears it. */
export interface LoadedClip extends BenchmarkClip {
  samples: Float32Array<ArrayBuffer>;
}

const RATE_HZ = 16_000;
/** Of a file of `bin/make-benchmark-clips.mjs`: mono, 16 kHz, 16 bit. */
const WAV_HEADER_BYTES = 44;
/** What transcripts are timed with besides the whole of it: each begins with a sentence, after a gap of the recording. */
const SPEECH = [
  { seconds: 1.5, fromS: 4.5 },
  { seconds: 3, fromS: 8.5 },
  { seconds: 5, fromS: 12.5 },
  { seconds: 10, fromS: 16.6 },
];
/** 002 asks the same words as 000. */
const SAME_QUESTION: Readonly<Record<string, string>> = { 'question-list-files-2': 'question-list-files' };

/** Fetches them from the app's own origin. Rejects when they cannot be had. */
export async function loadClips(baseUrl: string, signal: AbortSignal): Promise<LoadedClip[]> {
  const response = await fetch(`${baseUrl}clips.json`, { signal });
  if (!response.ok) throw new Error(`The benchmark's recordings could not be fetched (${response.status}).`);
  const listed = clipList(await response.json());
  const clips = await Promise.all(
    listed.map(async ({ file, ...clip }) => ({ ...clip, samples: await samplesOf(`${baseUrl}${file}`, signal) })),
  );
  const find = (id: string) => {
    const clip = clips.find((candidate) => candidate.id === id);
    if (!clip) throw new Error(`The benchmark's recordings have no ${id}.`);
    return clip;
  };
  const longest = find('speech-30s');
  const shorter = SPEECH.map(({ seconds, fromS }) => {
    const samples = longest.samples.slice(fromS * RATE_HZ, (fromS + seconds) * RATE_HZ);
    return { ...longest, id: `speech-${seconds}s`, samples, durationMs: seconds * 1000, speechEndMs: seconds * 1000 };
  });
  const again = Object.entries(SAME_QUESTION).map(([id, same]) => ({ ...find(same), id }));
  return [...clips, ...shorter, ...again];
}

async function samplesOf(url: string, signal: AbortSignal): Promise<Float32Array<ArrayBuffer>> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} could not be fetched (${response.status}).`);
  const pcm = new Int16Array((await response.arrayBuffer()).slice(WAV_HEADER_BYTES));
  return Float32Array.from(pcm, (value) => value / 32_768);
}
