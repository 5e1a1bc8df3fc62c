/** What this device measured of each model: its benchmarks where there are any, else the turns that were kept. */
import type { BenchmarkRun } from './store/benchmark-run';
import type { TurnRecord } from './store/turn-record';
import type { MeasuredView } from './ui/models/models-view';

type Role = 'stt' | 'llm' | 'tts';

/** The series that says most of a role, and what of a turn stands in for it. Warm, and of a usual length. */
const SERIES: Readonly<Record<Role, { id: string; key: MeasuredView['key'] }>> = {
  stt: { id: 'stt.final.3s', key: 'transcript' },
  llm: { id: 'llm.tokens-per-s', key: 'tokens-per-second' },
  tts: { id: 'tts.first-pcm.8w', key: 'first-sound' },
};
const OF_TURN: Readonly<Record<Role, { key: MeasuredView['key']; value: (turn: TurnRecord) => number | undefined }>> = {
  stt: { key: 'transcript', value: ({ work }) => work.transcribeMs },
  llm: { key: 'first-token', value: ({ work }) => work.firstTokenMs },
  tts: { key: 'first-sound', value: ({ parts }) => parts?.tts },
};

/** @param runs newest first. @returns by model id; models that nothing was measured of are left out. */
export function measuredOf(
  runs: readonly Pick<BenchmarkRun, 'fingerprint' | 'series' | 'disturbances'>[],
  turns: readonly TurnRecord[],
): Map<string, MeasuredView> {
  const found = new Map<string, MeasuredView>();
  for (const role of ['stt', 'llm', 'tts'] as const) {
    for (const { fingerprint, series, disturbances } of runs) {
      // As `whisper-tiny.en@1 0123456789ab`.
      const id = fingerprint.models[role]?.split('@')[0];
      const measured = series.find((one) => one.id === SERIES[role].id && one.status === 'measured');
      if (!id || found.has(id) || !measured || disturbances.length > 0) continue;
      const value = median(measured.samples);
      if (value === undefined) continue;
      found.set(id, { key: SERIES[role].key, value, from: 'benchmark', n: measured.samples.length });
    }
    for (const [id, values] of valuesOfTurns(role, turns)) {
      const value = median(values);
      if (found.has(id) || value === undefined) continue;
      found.set(id, { key: OF_TURN[role].key, value, from: 'turns', n: values.length });
    }
  }
  return found;
}

function valuesOfTurns(role: Role, turns: readonly TurnRecord[]): Map<string, number[]> {
  const values = new Map<string, number[]>();
  for (const turn of turns) {
    const id = turn.engines?.[role]?.split('@')[0];
    const value = OF_TURN[role].value(turn);
    // A first turn is slower than all after it; what a guess had ready took no time at all.
    if (id === undefined || turn.cold || !value) continue;
    values.set(id, [...(values.get(id) ?? []), value]);
  }
  return values;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 1 ? middle : middle - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
