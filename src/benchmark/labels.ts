/** Suites, series and runs in the user's words. */
import { QUESTIONS } from '../perf/benchmark/suites/questions';
import type { BenchmarkRun, SuiteName, Unit } from '../store/benchmark-run';

export const SUITE_LABELS: Readonly<Record<SuiteName, string>> = {
  components: 'Components',
  latency: 'Latency, end to end',
  throughput: 'Throughput',
  load: 'Load',
  sessions: 'Live sessions',
  memory: 'Memory',
  soak: 'Soak',
};

export const SUITE_HINTS: Readonly<Record<SuiteName, string>> = {
  components: 'Each stage by itself, warm and cold',
  latency: 'Ten questions, typed and spoken',
  throughput: 'How much gets done in a while',
  load: 'Users who ask once a second each',
  sessions: 'Microphones held in real time',
  memory: 'Growth over 100 requests',
  soak: 'Turn after turn for a long while',
};

export const ORIGIN_WORDS: Readonly<Record<BenchmarkRun['origin'], string>> = {
  page: 'measured here',
  command: 'from the command line',
  program: 'called by a program',
};

/** First part of a series id, in words. */
const GROUPS: Readonly<Record<string, string>> = {
  capture: 'Microphone',
  vad: 'Speech detector',
  stt: 'Speech to text',
  route: 'Routing',
  skill: 'Skill',
  llm: 'Language model',
  tts: 'Voice',
  playback: 'Audio out',
  store: 'Storage',
  load: 'Load',
  latency: 'Latency',
  throughput: 'Throughput',
  sessions: 'Live sessions',
  memory: 'Memory',
  soak: 'Soak',
};

export interface SeriesWords {
  title: string;
  group: string;
  unit: Unit;
}

/**
 * A series by its id alone: summaries keep no more. `latency.spoken.joke` is `Tell me a joke (spoken)` of `Latency`; an
 * id nobody knows is its own title.
 */
export function seriesWords(id: string): SeriesWords {
  const [head = '', ...rest] = id.split('.');
  const [input = '', slug] = rest;
  const question = head === 'latency' ? QUESTIONS.find((one) => one.slug === slug)?.text : undefined;
  const words = rest
    .join('.')
    .replace(/-/g, ' ')
    // The point of 1.5s is none between words.
    .replace(/(?<!\d)\.|\.(?!\d)/g, ', ')
    .replace(/\b(\d+)w\b/, '$1 words')
    .replace(/\b([\d.]+)s\b/, '$1 s')
    .replace('rtf', 'real-time factor')
    .replace('first pcm', 'first sound');
  return { title: question ? `${question} (${input})` : words || id, group: GROUPS[head] ?? 'Other', unit: unitOf(id) };
}

/** By the endings that ids have; all others are times. */
function unitOf(id: string): Unit {
  if (/-per-s$/.test(id)) return 'per_s';
  if (/error-rate$/.test(id)) return 'share';
  if (/\brtf\b/.test(id)) return 'ratio';
  if (/^memory\.|\.memory$/.test(id)) return 'mb';
  if (/^sessions\.(held|equal)$/.test(id)) return 'count';
  return 'ms';
}

const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const YEAR_MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** When a run was measured: `14 Nov, 09:30`, with the year when it was another one. */
export function runMoment(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (sameYear ? MOMENT : YEAR_MOMENT).format(atMs);
}

/** A run by its label where it has one, else by its time. */
export function runTitle(run: { startedAtMs: number; label: string }, nowMs: number): string {
  const moment = runMoment(run.startedAtMs, nowMs);
  return run.label ? `${run.label} (${moment})` : moment;
}
