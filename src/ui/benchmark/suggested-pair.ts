import type { RunRowView } from './history-view';

/** Ids of two runs; undefined: none chosen, or none there. */
export interface ComparedPair {
  base: string | undefined;
  run: string | undefined;
}

/** What the user chose; else the run that is open, or the newest, with the baseline, or with the one before it. */
export function suggestedPair(runs: readonly RunRowView[], chosen: ComparedPair): ComparedPair {
  const run = chosen.run ?? (runs.find(({ shown }) => shown) ?? runs[0])?.runId;
  const baseline = runs.find((one) => one.baseline && one.runId !== run);
  const at = runs.findIndex(({ runId }) => runId === run);
  const before = baseline ?? runs[at + 1] ?? runs.find(({ runId }) => runId !== run);
  return { base: chosen.base ?? before?.runId, run };
}
