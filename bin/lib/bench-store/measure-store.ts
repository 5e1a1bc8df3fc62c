/** What `npm run bench` measures of the store, inside the page. */
import { createDatabase } from '../../../src/store/database';
import { COMPONENTS, DEFAULT_RETENTION, type MetricPoint, type SeriesKey } from '../../../src/store/metric';
import { createMetricStore } from '../../../src/store/metrics';
import { summarise } from '../../../src/store/rollup';

const DAY_MS = 86_400_000;
const NAMES_PER_COMPONENT = 10;
const BATCH_POINTS = 10_000;
/** What a chart draws of each hour. */
const SHARES = [0.5, 0.95, 0.99];

const SERIES: readonly SeriesKey[] = COMPONENTS.flatMap((component) =>
  Array.from({ length: NAMES_PER_COMPONENT }, (_, index) => ({ component, name: `metric_${index}_ms` })),
);

/** The same numbers every time (mulberry32). */
function random(seedNumber: number): () => number {
  let state = seedNumber;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A latency as they are: log-normal around 400 ms. */
function latencyMs(next: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return 400 * Math.exp(0.5 * normal);
}

/** Points in turn of every series, one each `stepMs`. */
function* pointsFrom(startMs: number, stepMs: number, count: number, seedNumber: number): Generator<MetricPoint> {
  const next = random(seedNumber);
  for (let index = 0; index < count; index++) {
    const series = SERIES[index % SERIES.length];
    if (series) yield { ...series, atMs: startMs + index * stepMs, value: latencyMs(next) };
  }
}

/** Fills the store as a month of use would: in batches, then tidied up. @returns how long it took. */
export async function seed(count: number, days: number): Promise<{ seconds: number; series: number }> {
  const store = createMetricStore(createDatabase());
  const startedMs = performance.now();
  const endMs = Date.now();
  const startMs = endMs - days * DAY_MS;
  let batch: MetricPoint[] = [];
  for (const point of pointsFrom(startMs, (days * DAY_MS) / count, count, 1)) {
    batch.push(point);
    if (batch.length < BATCH_POINTS) continue;
    await store.append(batch);
    batch = [];
  }
  await store.append(batch);
  await store.retain(DEFAULT_RETENTION, endMs);
  return { seconds: (performance.now() - startedMs) / 1000, series: (await store.series()).length };
}

/** Writes points of the last minutes, `runs` times. @returns milliseconds of each. */
export async function measureWrite(count: number, runs: number): Promise<number[]> {
  const store = createMetricStore(createDatabase());
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    // A second apart in each series, as while the dashboard is open.
    const stepMs = 1000 / SERIES.length;
    const points = [...pointsFrom(Date.now() - count * stepMs, stepMs, count, run + 2)];
    const startedMs = performance.now();
    await store.append(points);
    times.push(performance.now() - startedMs);
  }
  return times;
}

/**
 * Reads a chart of `days` of one series after the other, with quantiles for each hour and over all.
 * @returns milliseconds of each, and how many points the charts stand for.
 */
export async function measureRead(days: number, runs: number): Promise<{ times: number[]; points: number }> {
  const store = createMetricStore(createDatabase());
  const toMs = Date.now();
  const times: number[] = [];
  let points = 0;
  for (let run = 0; run < runs; run++) {
    const series = SERIES[run % SERIES.length];
    if (!series) continue;
    const startedMs = performance.now();
    const buckets = await store.buckets({ ...series, width: 'hour', fromMs: toMs - days * DAY_MS, toMs });
    const hours = buckets.map((bucket) => summarise([bucket], SHARES));
    const whole = summarise(buckets, SHARES);
    times.push(performance.now() - startedMs);
    if (hours.length === 0 || !whole) throw new Error(`Nothing is kept of ${series.component} ${series.name}.`);
    points += whole.count;
  }
  return { times, points };
}
