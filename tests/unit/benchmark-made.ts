/** A made history of benchmark runs: invented, seeded, the same each time. Nothing measured them. */
import type { BenchmarkSummary } from '../../src/store/benchmark-run';
import { MADE_AT_MS, madeRun } from './made-run';

const DAY_MS = 86_400_000;

/** Numbers from 0 to 1, always the same (mulberry32). */
function madeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * So many runs over `days` up to the made run, which is the last of them: an improvement half-way, one run in nine on
 * another device, one in seventeen disturbed.
 */
export function madeHistory(count: number, days = 90, seed = 11): BenchmarkSummary[] {
  const random = madeRandom(seed);
  const last = madeRun();
  const typical = last.series
    .filter(({ samples }) => samples.length > 0)
    .map(({ id, samples }) => ({
      id,
      n: samples.length,
      median: samples.toSorted((a, b) => a - b)[samples.length >> 1]!,
    }));
  return Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 1 : i / (count - 1);
    const isLast = i === count - 1;
    const elsewhere = !isLast && i % 9 === 4;
    const disturbed = !isLast && i % 17 === 11;
    const shift = (share < 0.55 ? 1.22 : 1) * (elsewhere ? 0.55 : 1) * (disturbed ? 1.5 : 1);
    const run: BenchmarkSummary = {
      id: isLast ? last.id : `made-history-${i}`,
      startedAtMs: isLast ? MADE_AT_MS : MADE_AT_MS - Math.round((1 - share) * days * DAY_MS + random() * 3_600_000),
      label: isLast ? last.label : i % 23 === 5 ? `Build ${400 + i}` : '',
      origin: i % 3 === 0 ? 'command' : 'page',
      fingerprintKey: elsewhere ? 'made-other' : 'made-key',
      valid: !disturbed,
      medians: Object.fromEntries(
        typical.map(({ id, n, median }) => {
          const value = median * shift * (0.96 + random() * 0.08);
          const half = value * (0.01 + random() * 0.03);
          return [id, { median: value, n, interval95: n < 5 ? undefined : [value - half, value + half] }];
        }),
      ),
    };
    return run;
  });
}
