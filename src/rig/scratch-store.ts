/** A database of the benchmarks' own, laid out as the monitor's: a month of one series to read, and points to write. */
import { createDatabase, type Database } from '../store/database';
import type { MetricPoint } from '../store/metric';
import { createMetricStore, type DurableMetricStore } from '../store/metrics';

const NAME = 'sotto-benchmark';
const HOUR_MS = 3_600_000;
const DAYS = 30;
/** Of the month that is read: one every 6 minutes. A choice; `npm run bench` reads out of a million. */
const SEEDED_POINTS = DAYS * 240;
const WRITTEN_POINTS = 1000;

export class ScratchStore {
  #database: Database | undefined;
  #store: DurableMetricStore | undefined;
  #seeded: Promise<void> | undefined;

  constructor(private readonly nowMs: () => number) {}

  /** Writes a thousand points in one transaction: ms. */
  async write(): Promise<number> {
    const store = await this.#ready();
    const nowMs = this.nowMs();
    const start = performance.now();
    await store.append(points('written', nowMs - WRITTEN_POINTS, nowMs, WRITTEN_POINTS));
    return performance.now() - start;
  }

  /** Reads the chart of a month: ms. */
  async read(): Promise<number> {
    const store = await this.#ready();
    const toMs = this.nowMs();
    const fromMs = toMs - DAYS * 24 * HOUR_MS;
    const start = performance.now();
    await store.buckets({ name: 'seeded', component: 'pipeline', width: 'hour', fromMs, toMs });
    return performance.now() - start;
  }

  /** Takes the database away. */
  async close(): Promise<void> {
    this.#database?.close();
    this.#database = this.#store = this.#seeded = undefined;
    await new Promise<void>((resolve) => {
      const request = indexedDB.deleteDatabase(NAME);
      // What cannot be deleted now is used again next time.
      request.onsuccess = request.onerror = request.onblocked = () => resolve();
    });
  }

  async #ready(): Promise<DurableMetricStore> {
    this.#database ??= createDatabase(NAME);
    this.#store ??= createMetricStore(this.#database);
    const toMs = this.nowMs();
    this.#seeded ??= this.#store.append(points('seeded', toMs - DAYS * 24 * HOUR_MS, toMs, SEEDED_POINTS));
    await this.#seeded;
    return this.#store;
  }
}

function points(name: string, fromMs: number, toMs: number, count: number): MetricPoint[] {
  const stepMs = (toMs - fromMs) / count;
  return Array.from({ length: count }, (_, i) => ({
    name,
    component: 'pipeline',
    atMs: fromMs + i * stepMs,
    value: 500 + (i % 97) * 10,
  }));
}
