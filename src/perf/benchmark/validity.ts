/** What makes a run invalid while it goes on, as far as a browser tells. */
import type { Disturbance } from '../../store/benchmark-run';
import type { PressureState } from '../system/pressure';

export interface ValiditySource {
  /** Tells from now on, and at once what is wrong already. @returns a function that ends it. */
  subscribe(listener: (disturbance: Disturbance) => void): () => void;
  /** Nothing is being measured: resolves when the machine is at rest, at the latest after a while, and then tells that it is not. */
  rest(signal: AbortSignal): Promise<void>;
}

/** What is needed of `BatteryManager`. https://developer.mozilla.org/docs/Web/API/BatteryManager */
export interface BatteryLike {
  /** 0 to 1; a device without a battery calls itself full and charging. */
  readonly level: number;
  readonly charging: boolean;
  addEventListener(type: 'levelchange' | 'chargingchange', listener: () => void): void;
  removeEventListener(type: 'levelchange' | 'chargingchange', listener: () => void): void;
}

/** What is needed of the page's document. `freeze` is Chromium's. https://wicg.github.io/page-lifecycle/ */
export interface DocumentLike {
  readonly visibilityState: string;
  addEventListener(type: 'visibilitychange' | 'freeze', listener: () => void): void;
  removeEventListener(type: 'visibilitychange' | 'freeze', listener: () => void): void;
}

export interface BrowserValidityOptions {
  document: DocumentLike;
  /** Undefined where the browser does not tell of a battery. */
  battery: (() => Promise<BatteryLike>) | undefined;
  /** The one clock. */
  nowMs: () => number;
  /** The clock on the wall: it goes on while the machine sleeps, and the one clock may not. Set forward, it looks like sleep. */
  wallMs: () => number;
}

/** A page whose timers come this much late was frozen, asleep or blocked: no sample of that time is worth keeping. */
const HEARTBEAT_MS = 1000;
const MAX_LATE_MS = 5000;

/**
 * For the machine to come to rest. Chromium tells once a second; after the app's own work of some seconds the state was low
 * again in less than half of this. A choice.
 */
const MAX_REST_MS = 15_000;

/**
 * No browser says whether an energy saver is on. Chrome's own comes on at 20 % of an unplugged battery, as most systems' do
 * (https://support.google.com/chrome/answer/12929150), so from there on a run cannot be trusted.
 */
const SAVER_LEVEL = 0.2;

/**
 * Watches visibility, freezing, suspension and the battery. Compute pressure has one observer in the page: its owner feeds
 * `pressure` with every state. It is looked at between the suites alone: on two cores a single turn makes it critical, so
 * that during the work it tells of nothing but the work.
 */
export function browserValidity(
  options: BrowserValidityOptions,
): ValiditySource & { pressure(state: PressureState): void } {
  const { document, nowMs } = options;
  const listeners = new Set<(disturbance: Disturbance) => void>();
  const waiting = new Set<() => void>();
  let pressureState: PressureState = 'nominal';

  return {
    pressure(state) {
      pressureState = state;
      if (!isHigh(state)) for (const atRest of waiting) atRest();
    },

    async rest(signal) {
      if (!isHigh(pressureState)) return;
      await new Promise<void>((resolve) => {
        const over = () => {
          clearTimeout(timer);
          waiting.delete(over);
          signal.removeEventListener('abort', over);
          resolve();
        };
        const timer = setTimeout(over, MAX_REST_MS);
        waiting.add(over);
        signal.addEventListener('abort', over);
      });
      if (signal.aborted || !isHigh(pressureState)) return;
      const detail = `compute pressure stayed ${pressureState} while nothing was measured`;
      for (const tell of listeners) tell({ atMs: nowMs(), kind: 'pressure', detail });
    },

    subscribe(listener) {
      const tell = (kind: Disturbance['kind'], detail: string) => listener({ atMs: nowMs(), kind, detail });
      const hidden = () => {
        if (document.visibilityState === 'hidden') tell('hidden', 'the page was hidden');
      };
      const frozen = () => tell('frozen', 'the browser froze the page');

      hidden();
      document.addEventListener('visibilitychange', hidden);
      document.addEventListener('freeze', frozen);
      listeners.add(listener);
      const endHeartbeat = watchHeartbeat(options, (lateMs) =>
        tell('frozen', `the page stood still for ${(lateMs / 1000).toFixed(1)} s`),
      );
      const endBattery = watchBattery(options.battery, () =>
        tell(
          'battery-saver',
          'the battery is at 20 % or less and not charged: savers come on there, and no browser says so',
        ),
      );
      return () => {
        document.removeEventListener('visibilitychange', hidden);
        document.removeEventListener('freeze', frozen);
        listeners.delete(listener);
        endHeartbeat();
        endBattery();
      };
    },
  };
}

function isHigh(state: PressureState): boolean {
  return state === 'serious' || state === 'critical';
}

function watchHeartbeat({ nowMs, wallMs }: BrowserValidityOptions, onLate: (lateMs: number) => void): () => void {
  let lastMs = nowMs();
  let lastWallMs = wallMs();
  const timer = setInterval(() => {
    const [atMs, atWallMs] = [nowMs(), wallMs()];
    const lateMs = Math.max(atMs - lastMs, atWallMs - lastWallMs) - HEARTBEAT_MS;
    lastMs = atMs;
    lastWallMs = atWallMs;
    if (lateMs > MAX_LATE_MS) onLate(lateMs);
  }, HEARTBEAT_MS);
  return () => clearInterval(timer);
}

/** Tells each time that the battery gets low, not at each per cent below. */
function watchBattery(ask: BrowserValidityOptions['battery'], onLow: () => void): () => void {
  let ended = false;
  let end = () => {};
  const watch = (battery: BatteryLike) => {
    if (ended) return;
    let wasLow = false;
    const look = () => {
      const isLow = !battery.charging && battery.level <= SAVER_LEVEL;
      if (isLow && !wasLow) onLow();
      wasLow = isLow;
    };
    look();
    battery.addEventListener('levelchange', look);
    battery.addEventListener('chargingchange', look);
    end = () => {
      battery.removeEventListener('levelchange', look);
      battery.removeEventListener('chargingchange', look);
    };
  };
  // Refused by a permissions policy: nothing is told then.
  ask?.().then(watch, () => {});
  return () => {
    ended = true;
    end();
  };
}
