/**
 * What a worker tells of its own work: `performance.measure` with the prefix `sotto:`, which DevTools shows on a track of
 * its own, and at most one report every 250 ms to the page.
 *
 * The cost, measured in Chromium 156 on two cores (n = 5000): 4 to 9 µs for a measure that is observed, 3 to 5 µs to send a
 * report of four, 2 to 4 µs for a timer, 0.2 µs for `performance.now()`; ten times that when the code is cold. Idle with an
 * open microphone, only the detector speaks: one measure and one report a second. Its own sum in the built app, while others
 * wanted the cores: 2.8 ms in 20 s, 0.014 % of a core. A spoken turn of 8 s made 30 measures and 16 reports in all workers
 * together: 3.9 ms, 0.05 %.
 */
import { MeasureReporter, PREFIX, type Tags } from './measure-reporter';
import type { ModelRole, RealmReport } from './protocol';
import { type Endpoint, toSottoError } from './rpc';
import { wasmHeapBytes } from './wasm-heap';

/** Undefined while nobody reads: nothing is written then, or the timeline would only grow. */
let reporter: MeasureReporter | undefined;
/** Whether a model is being loaded: what is measured meanwhile is its warm-up, and no sign of how fast it is. */
let loading = false;

/**
 * Says that this thread worked from `startMs` to `endMs` (both of `performance.now()`). Some microseconds; never throws. Not
 * for every frame or token: count those by `worked`.
 */
export function measure(name: string, startMs: number, endMs: number, tags?: Tags): void {
  write(name, startMs, endMs, tags, false);
}

/** As `measure`, of a stretch with waiting in it; what of it was work is counted by `worked` and by other measures. */
export function span(name: string, startMs: number, endMs: number, tags?: Tags): void {
  write(name, startMs, endMs, tags, true);
}

/** Counts work too fine to be measured by itself. Allocates nothing. */
export function worked(ms: number): void {
  reporter?.worked(ms);
}

/** Does the work and measures it. When it throws, the measure has no other tag than `error`, the code. */
export function measured<T>(name: string, work: () => Promise<T>, tagsOf?: (result: T) => Tags): Promise<T> {
  return timed(measure, name, work, tagsOf);
}

/** Does what is partly waiting, as `measured` does work. */
export function spanned<T>(name: string, work: () => Promise<T>, tagsOf?: (result: T) => Tags): Promise<T> {
  return timed(span, name, work, tagsOf);
}

/** Loads a model, and tells of it as `<role>.load`. What is measured within has the tag `warmUp`. */
export function measuredLoad<T>(role: ModelRole, load: () => Promise<T>): Promise<T> {
  loading = true;
  return spanned(`${role}.load`, async () => {
    try {
      return await load();
    } finally {
      loading = false;
    }
  });
}

/**
 * Lets this realm's measures be told to the page, as `measures` messages on `endpoint`. Does nothing where the browser has
 * no observer for them. `later` is `setTimeout` everywhere but in tests.
 */
export function reportMeasures(
  realm: RealmReport['realm'],
  endpoint: Pick<Endpoint, 'postMessage'>,
  // Called by itself: browsers refuse a `setTimeout` that became a method.
  later: (work: () => void, delayMs: number) => void = (work, delayMs) => void setTimeout(work, delayMs),
): void {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes('measure')) return;
  const observer = new PerformanceObserver((list) => created.take(list.getEntries()));
  const created = new MeasureReporter({
    realm,
    pending: () => observer.takeRecords(),
    post: (report) => endpoint.postMessage({ kind: 'measures', report }),
    clear: (name) => performance.clearMeasures(name),
    now: () => performance.now(),
    timeOriginMs: performance.timeOrigin,
    later,
    wasmHeapBytes,
  });
  observer.observe({ type: 'measure' });
  // From the realm's beginning on: what its own script asked for counts, too.
  if (PerformanceObserver.supportedEntryTypes.includes('resource'))
    observer.observe({ type: 'resource', buffered: true });
  reporter = created;
}

async function timed<T>(
  write: typeof measure,
  name: string,
  work: () => Promise<T>,
  tagsOf?: (result: T) => Tags,
): Promise<T> {
  const startMs = performance.now();
  try {
    const result = await work();
    write(name, startMs, performance.now(), tagsOf?.(result));
    return result;
  } catch (error) {
    write(name, startMs, performance.now(), { error: toSottoError(error).code });
    throw error;
  }
}

function write(name: string, startMs: number, endMs: number, tags: Tags | undefined, waits: boolean): void {
  if (!reporter) return;
  const start = performance.now();
  const detail = {
    ...tags,
    ...(waits ? { waits } : {}),
    ...(loading ? { warmUp: 1 } : {}),
    devtools: { dataType: 'track-entry', track: 'Sotto' },
  };
  try {
    performance.measure(PREFIX + name, { start: startMs, end: endMs, detail });
  } catch {
    // A measure never breaks what it measures.
  }
  reporter.spent(performance.now() - start);
}
