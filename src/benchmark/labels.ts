/** Suites, series and runs in the user's words. */
import { QUESTIONS } from '../perf/benchmark/suites/questions';
import type { SuiteName, Unit } from '../store/benchmark-run';
import { formatMoment } from '../ui/moments';
import { benchmarkText } from '../ui/text/benchmark/words';

/** First part of a series id. */
const GROUPS: readonly GroupKey[] = [
  'capture',
  'vad',
  'stt',
  'route',
  'skill',
  'llm',
  'tts',
  'playback',
  'store',
  'load',
  'latency',
  'throughput',
  'sessions',
  'memory',
  'soak',
];

type GroupKey = keyof ReturnType<typeof benchmarkText>['groups'];

export function suiteLabel(suite: SuiteName): string {
  return benchmarkText().suites[suite].label;
}

/** What a series measures. @param english what the run that it is in calls it. */
export function seriesTitle(id: string, english: string): string {
  return benchmarkText().seriesTitle(id, english, questionOf(id));
}

/** What is asked in a series of latencies. */
function questionOf(id: string): string | undefined {
  const [head, , slug] = id.split('.');
  return head === 'latency' ? QUESTIONS.find((one) => one.slug === slug)?.text : undefined;
}

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
  const question = questionOf(id);
  const words = rest
    .join('.')
    .replace(/-/g, ' ')
    // The point of 1.5s is none between words.
    .replace(/(?<!\d)\.|\.(?!\d)/g, ', ')
    .replace(/\b(\d+)w\b/, '$1 words')
    .replace(/\b([\d.]+)s\b/, '$1 s')
    .replace('rtf', 'real-time factor')
    .replace('first pcm', 'first sound');
  const english = question ? `${question} (${rest[0]})` : words || id;
  const group = GROUPS.find((key) => key === head) ?? 'other';
  return { title: seriesTitle(id, english), group: benchmarkText().groups[group], unit: unitOf(id) };
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

/** When a run was measured: `14 Nov, 09:30`, with the year when it was another one. */
export function runMoment(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return formatMoment(atMs, sameYear ? 'dayTime' : 'yearDayTime');
}

/** A run by its label where it has one, else by its time. */
export function runTitle(run: { startedAtMs: number; label: string }, nowMs: number): string {
  const moment = runMoment(run.startedAtMs, nowMs);
  return run.label ? benchmarkText().labelled(run.label, moment) : moment;
}
