/** What a turn's record says, as points of series. */
import type { Component, MetricPoint } from '../store/metric';
import type { Part, TurnOutcome, TurnRecord } from '../store/turn-record';

const COMPONENT_OF: Record<Part, Component> = {
  vad: 'vad',
  stt: 'stt',
  routing: 'route',
  tool: 'tool',
  llm: 'llm',
  tts: 'tts',
  audioOut: 'playback',
};

/** Codes that say which component failed, by how they begin; the rest is the turn's. */
const FAILED: readonly (readonly [RegExp, Component])[] = [
  [/^microphone/, 'capture'],
  [/^audio-output/, 'playback'],
];

/** Whether somebody asked something: the others are no turns to whoever counts turns. */
export function isTurn({ outcome }: { outcome: TurnOutcome }): boolean {
  return outcome !== 'no-speech' && outcome !== 'not-addressed';
}

/**
 * The points of one turn, dated at its end of speech: latencies of the components it used, work in full, counts, failures.
 * A stage that had nothing to do has no latency: 0 would make it look fast.
 */
export function turnPoints(record: TurnRecord): MetricPoint[] {
  const { startedAtMs: atMs, parts, totalMs, input, outcome, cold, work, route, error } = record;
  if (!isTurn(record)) return [];
  const points: MetricPoint[] = [];
  const add = (component: Component, name: string, value: number | undefined, tags?: MetricPoint['tags']) => {
    if (value !== undefined && Number.isFinite(value)) points.push({ component, name, atMs, value, tags });
  };
  const used = usedComponents(record);
  for (const component of used) add(component, 'operations', 1);
  add('pipeline', 'latency', totalMs, { input, outcome, route: route ?? 'none', cold: String(cold) });
  for (const [part, component] of entriesOf(COMPONENT_OF)) {
    if (parts && used.has(component)) add(component, 'latency', parts[part]);
  }
  add('stt', 'work_ms', work.transcribeMs);
  add('stt', 'audio_s', seconds(work.audioMs));
  add('stt', 'real_time_factor', share(work.transcribeMs, work.audioMs));
  add('llm', 'first_token_ms', work.firstTokenMs);
  add('llm', 'tokens', work.tokens);
  add('llm', 'work_ms', work.generateMs);
  add('llm', 'tokens_per_s', tokensPerSecond(work));
  add('llm', 'cache_hits', work.reusedTokens);
  add('llm', 'cache_misses', work.evaluatedTokens);
  add('tts', 'audio_s', seconds(work.replyAudioMs));
  add('tts', 'work_ms', work.speakMs);
  add('tts', 'real_time_factor', share(work.speakMs, work.replyAudioMs));
  add('tts', 'cache_hits', work.cachedClauses);
  if (work.clauses !== undefined) add('tts', 'cache_misses', work.clauses - (work.cachedClauses ?? 0));
  if (error) {
    const owner = FAILED.find(([code]) => code.test(error.code))?.[1];
    for (const component of new Set<Component>(['pipeline', owner ?? 'pipeline'])) {
      add(component, 'errors', 1, { code: error.code });
    }
  }
  return points;
}

function usedComponents({ input, route, work, milestones }: TurnRecord): Set<Component> {
  const used = new Set<Component>(['pipeline']);
  if (input === 'voice') for (const component of ['vad', 'stt'] as const) used.add(component);
  if (route !== undefined) used.add('route');
  if (route?.startsWith('skill:')) used.add('tool');
  if (route === 'model' || work.tokens !== undefined) used.add('llm');
  if (milestones) for (const component of ['tts', 'playback'] as const) used.add(component);
  return used;
}

/** After the first token, and without the time it was held for the voice. */
function tokensPerSecond({ tokens, generateMs, heldMs, firstTokenMs }: TurnRecord['work']): number | undefined {
  // Of fewer, the time of one token decides.
  if (tokens === undefined || tokens < 4 || generateMs === undefined || firstTokenMs === undefined) return undefined;
  const workMs = generateMs - (heldMs ?? 0) - firstTokenMs;
  return workMs > 0 ? ((tokens - 1) * 1000) / workMs : undefined;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function share(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || !whole ? undefined : part / whole;
}

function entriesOf<K extends string, V>(record: Record<K, V>): [K, V][] {
  // The keys of an object literal are those of its type.
  return Object.entries(record) as [K, V][];
}
