/** Made turns, points and buckets for the tests of exports: invented figures, in the shape of kept ones. */
import { partsOf, settleMilestones, totalOf } from '../../src/agent/trace';
import type { MetricBucket, MetricPoint } from '../../src/store/metric';
import type { Milestone, TurnRecord } from '../../src/store/turn-record';

/** A moment whose fractions are as a browser's clock gives them. */
export const AT_MS = 1_790_000_000_123.4;

/** When each milestone was passed, in ms after the end of speech. */
export type Marks = Partial<Record<Milestone, number>>;

/** All but the sound was made on a guess, 90 ms before the decision. */
export const GUESSED: Marks = {
  speechEnd: 0,
  turnDecided: 410.25,
  transcriptReady: 180.5,
  routed: 181.1,
  toolDone: 181.1,
  firstClause: 290.7,
  firstPcm: 455.3,
  firstAudible: 480.9,
};

/** A turn with these marks; it was heard when `firstAudible` is among them. */
export function madeTurn(marks: Marks = GUESSED, change: Partial<TurnRecord> = {}): TurnRecord {
  const at = new Map<Milestone, number>();
  for (const name of MILESTONES) {
    const ms = marks[name];
    if (ms !== undefined) at.set(name, AT_MS + ms);
  }
  const milestones = at.has('firstAudible') ? settleMilestones(at) : undefined;
  return {
    id: 'turn-1',
    startedAtMs: at.get('speechEnd') ?? 0,
    decidedAtMs: at.get('turnDecided') ?? 0,
    input: 'voice',
    outcome: milestones ? 'answered' : 'stopped',
    transcript: 'How far is the moon?',
    reply: 'About 384,000 kilometres.',
    route: 'model',
    marks: Object.fromEntries(at),
    milestones,
    parts: milestones && partsOf(milestones),
    totalMs: milestones && totalOf(milestones),
    cold: false,
    work: {
      transcribeMs: 75,
      draftedTokens: 4,
      questionEndProbability: 0.9,
      audioMs: 1600,
      noSpeechProbability: 0.02,
      firstTokenMs: 40,
      tokens: 12,
      reusedTokens: 90,
      evaluatedTokens: 9,
      stop: 'end',
      replyAudioMs: 2100,
      underruns: 0,
    },
    listening: { requiredSilenceMs: 400, guesses: 1, droppedGuesses: 0, keptGuesses: 0, wastedMs: 0 },
    error: undefined,
    ...change,
  };
}

export const MILESTONES: readonly Milestone[] = [
  'speechEnd',
  'turnDecided',
  'transcriptReady',
  'routed',
  'toolDone',
  'firstClause',
  'firstPcm',
  'firstAudible',
];

export function madePoint(change: Partial<MetricPoint> = {}): MetricPoint {
  return { name: 'latency', component: 'stt', atMs: AT_MS, value: 120.5, ...change };
}

export function madeBucket(change: Partial<MetricBucket> = {}): MetricBucket {
  return {
    name: 'latency',
    component: 'stt',
    width: 'minute',
    startMs: 1_790_000_040_000,
    count: 3,
    sum: 300,
    min: 50,
    max: 150,
    sketch: {
      accuracy: 0.005,
      zeros: 0,
      positive: { offset: 1, counts: [1, 1, 1] },
      negative: { offset: 0, counts: [] },
    },
    ...change,
  };
}

/** The text that chunks make together. */
export async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
