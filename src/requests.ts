/** Counts what Sotto asks of the network, by origin: in this visit, and since the count began on this device. */
import type { RequestCount } from '../workers/protocol';
import type { SettingStore } from './store/settings';

/** One write for many requests, and soon: a tab may be closed at any time. */
const SAVE_AFTER_MS = 1000;
/** Origins that are counted by name; nobody allows as many, and what is kept stays small. */
const MAX_ORIGINS = 100;
/** Of those beyond. */
const OTHERS = 'others';

/** Requests of a time, by origin. */
export type RequestTotals = ReadonlyMap<string, { requests: number; transferredBytes: number }>;

export interface CountedRequests {
  visit: RequestTotals;
  /** The visits before and this one. Undefined while nothing can be kept: then nobody knows. */
  ever: RequestTotals | undefined;
  /** When the count began, in milliseconds since 1970. */
  sinceMs: number | undefined;
}

export interface RequestCounterOptions {
  /** Undefined while nothing can be kept. */
  settings: () => SettingStore | undefined;
  /** Milliseconds since 1970. */
  nowMs: () => number;
  /** Runs the work once, so many milliseconds from now. */
  later?: (work: () => void, delayMs: number) => void;
  /** Lets one tab at a time read, add and write. */
  alone?: (work: () => Promise<void>) => Promise<void>;
  onError: (error: unknown) => void;
}

/**
 * What the browser's resource timing tells of the page and of every worker, summed. Answers from the browser's cache and from
 * the service worker count as requests too, with 0 bytes where the browser says so.
 */
export class RequestCounter {
  readonly #visit = new Totals();
  /** Counted and not yet written. */
  #unsaved = new Totals();
  #waiting = false;

  constructor(private readonly options: RequestCounterOptions) {}

  /** Adds what a realm asked for. */
  add(counts: readonly RequestCount[]): void {
    if (counts.length === 0) return;
    this.#visit.add(counts);
    this.#unsaved.add(counts);
    if (this.#waiting) return;
    this.#waiting = true;
    const { later = defer } = this.options;
    later(() => {
      this.#waiting = false;
      this.save().catch(this.options.onError);
    }, SAVE_AFTER_MS);
  }

  /** Adds what the page asked for before now, itself first, and from now on. @returns what ends that. */
  watchPage(): () => void {
    const [self] = performance.getEntriesByType('navigation');
    if (self) this.add(countsOf([self]));
    if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes('resource')) return () => undefined;
    const observer = new PerformanceObserver((list) => this.add(countsOf(list.getEntries())));
    observer.observe({ type: 'resource', buffered: true });
    return () => observer.disconnect();
  }

  async read(): Promise<CountedRequests> {
    const settings = this.options.settings();
    if (!settings) return { visit: this.#visit.all, ever: undefined, sinceMs: undefined };
    // Reading first would count twice what is written meanwhile.
    await this.save();
    const kept = parseKept(await settings.get('requests'));
    return { visit: this.#visit.all, ever: kept.totals.all, sinceMs: kept.sinceMs };
  }

  /** Forgets what was counted before this moment, but not what this visit did. */
  async forget(): Promise<void> {
    this.#unsaved = new Totals();
    await this.#alone(async () => {
      await this.options.settings()?.set('requests', write(new Totals(), this.options.nowMs()));
    });
  }

  /** Writes down what is not yet. */
  async save(): Promise<void> {
    const settings = this.options.settings();
    if (!settings) return;
    await this.#alone(async () => {
      const unsaved = this.#unsaved;
      if (unsaved.all.size === 0) return;
      this.#unsaved = new Totals();
      try {
        const { totals, sinceMs } = parseKept(await settings.get('requests'));
        totals.add(unsaved.list);
        await settings.set('requests', write(totals, sinceMs ?? this.options.nowMs()));
      } catch (error) {
        // It is not lost: the next time brings it, too.
        this.#unsaved.add(unsaved.list);
        throw error;
      }
    });
  }

  #alone(work: () => Promise<void>): Promise<void> {
    const { alone = oneTab } = this.options;
    return alone(work);
  }
}

/** Entries of resource timing as counts by origin; what came from no network at all (`blob:`, `data:`) is none. */
export function countsOf(entries: readonly PerformanceEntry[]): RequestCount[] {
  const totals = new Totals();
  for (const entry of entries) {
    if (!/^https?:/.test(entry.name) || !URL.canParse(entry.name)) continue;
    const bytes = 'transferSize' in entry && typeof entry.transferSize === 'number' ? entry.transferSize : 0;
    totals.add([{ origin: new URL(entry.name).origin, requests: 1, transferredBytes: bytes }]);
  }
  return totals.list;
}

class Totals {
  readonly all = new Map<string, { requests: number; transferredBytes: number }>();

  get list(): RequestCount[] {
    return [...this.all].map(([origin, total]) => ({ origin, ...total }));
  }

  add(counts: readonly RequestCount[]): void {
    for (const { origin, requests, transferredBytes } of counts) {
      const name = this.all.has(origin) || this.all.size < MAX_ORIGINS ? origin : OTHERS;
      const before = this.all.get(name);
      this.all.set(name, {
        requests: requests + (before?.requests ?? 0),
        transferredBytes: transferredBytes + (before?.transferredBytes ?? 0),
      });
    }
  }
}

function write(totals: Totals, sinceMs: number): string {
  return JSON.stringify({ sinceMs, origins: totals.list });
}

/** What was written, by whichever version; what makes no sense is passed over. */
function parseKept(text: string | undefined): { totals: Totals; sinceMs: number | undefined } {
  const totals = new Totals();
  const nothing = { totals, sinceMs: undefined };
  if (text === undefined) return nothing;
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return nothing;
  }
  if (typeof kept !== 'object' || kept === null) return nothing;
  const { sinceMs, origins }: { sinceMs?: unknown; origins?: unknown } = kept;
  if (Array.isArray(origins)) totals.add(origins.filter(isCount));
  return { totals, sinceMs: typeof sinceMs === 'number' ? sinceMs : undefined };
}

function isCount(value: unknown): value is RequestCount {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, requests, transferredBytes }: Partial<Record<keyof RequestCount, unknown>> = value;
  return typeof origin === 'string' && isWhole(requests) && isWhole(transferredBytes);
}

const isWhole = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function defer(work: () => void, delayMs: number): void {
  setTimeout(work, delayMs);
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other in this tab, and in all tabs where the browser has locks. */
async function oneTab(work: () => Promise<void>): Promise<void> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (locks) return locks.request('sotto-requests', work);
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}
