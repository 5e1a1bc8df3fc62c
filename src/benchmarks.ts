/** Runs the benchmarks on the pipeline in use, one run at a time, and keeps what came of it. */
import type { RealmReport, VadEvent } from '../workers/protocol';
import { isAborted, SottoError, toSottoError } from '../workers/rpc';
import type { PhaseName } from './agent/state';
import type { BenchmarkProgress } from './perf/benchmark/progress';
import { type BatteryLike, browserValidity } from './perf/benchmark/validity';
import type { PressureState } from './perf/system/pressure';
import type { BenchmarkRig, BenchmarkRigOptions } from './rig/benchmark-rig';
import type { BenchmarkPlan, BenchmarkRun, Fingerprint } from './store/benchmark-run';
import type { BenchmarkStore } from './store/benchmarks';

export interface BenchmarksOptions {
  store: BenchmarkStore;
  nowMs: () => number;
  fingerprint: () => Promise<Fingerprint>;
  /** What the rig is made of, when it is first needed: a visit without benchmarks pays nothing for them. */
  rig: BenchmarkRigOptions;
  /** Of the user's conversation. */
  phase: () => PhaseName;
  /** The user's conversation rests, and goes on: what is measured meanwhile is no part of it. */
  onBegin: () => void;
  onEnd: () => Promise<void>;
  /** Something of what is shown changed. */
  onChange: () => void;
  onError: (error: unknown) => void;
}

declare global {
  interface Navigator {
    /** Chromium only. */
    readonly getBattery?: () => Promise<BatteryLike>;
  }
}

/** A run under way. */
export interface RunningBenchmark {
  progress: BenchmarkProgress | undefined;
  cancelling: boolean;
  live: { seriesId: string; samples: readonly number[] } | undefined;
}

export class Benchmarks {
  readonly #validity;
  #rig: BenchmarkRig | undefined;
  #controller: AbortController | undefined;
  #progress: BenchmarkProgress | undefined;
  /** Of the run in hand, by series: end-to-end series take turns. */
  readonly #samples = new Map<string, number[]>();
  #live: RunningBenchmark['live'];

  constructor(private readonly options: BenchmarksOptions) {
    const { getBattery } = navigator;
    this.#validity = browserValidity({
      document,
      battery: getBattery?.bind(navigator),
      nowMs: options.nowMs,
      wallMs: Date.now,
    });
  }

  /** Undefined while nothing is measured. */
  get running(): RunningBenchmark | undefined {
    if (!this.#controller) return undefined;
    return { progress: this.#progress, cancelling: this.#controller.signal.aborted, live: this.#live };
  }

  /** Why none can be run now, in a sentence; undefined when one can. */
  get blocked(): string | undefined {
    return obstacle(this.options.phase());
  }

  /** Of what a run would be measured on now. */
  fingerprint(): Promise<Fingerprint> {
    return this.options.fingerprint();
  }

  onPressure(state: PressureState): void {
    this.#validity.pressure(state);
  }

  /** @returns whether it was taken: what the benchmarks' microphone hears is not the user's. */
  onVad(event: VadEvent): boolean {
    this.#rig?.onVad(event);
    return this.#rig !== undefined;
  }

  onMeasures(report: RealmReport): void {
    this.#rig?.onMeasures(report);
  }

  cancel(): void {
    this.#controller?.abort();
    this.options.onChange();
  }

  /**
   * Measures what the plan asks for, and keeps the run; cancelled, what there is of it.
   * @throws SottoError `internal` with a sentence for the user when it cannot be run now or at all.
   */
  async run(plan: BenchmarkPlan, origin: BenchmarkRun['origin'], label = ''): Promise<BenchmarkRun> {
    const { nowMs, fingerprint, onBegin, onEnd, onChange } = this.options;
    const reason = this.#controller ? 'A run is under way already.' : this.blocked;
    if (reason) throw new SottoError('internal', reason);
    const controller = new AbortController();
    this.#controller = controller;
    onChange();
    try {
      const [{ runBenchmarks }, { BenchmarkRig }] = await Promise.all([
        import('./perf/benchmark/runner'),
        import('./rig/benchmark-rig'),
      ]);
      onBegin();
      const rig = new BenchmarkRig(this.options.rig);
      this.#rig = rig;
      await rig.open(controller.signal);
      const measured = await runBenchmarks({
        targets: rig,
        plan,
        validity: this.#validity,
        visible: seen,
        onProgress: (progress) => {
          this.#progress = progress;
          onChange();
        },
        onSample: (seriesId, value) => this.#sampled(seriesId, value),
        nowMs,
        signal: controller.signal,
      });
      const run: BenchmarkRun = {
        schema: 1,
        id: crypto.randomUUID(),
        label,
        origin,
        plan,
        fingerprint: await fingerprint(),
        memorySource: rig.memorySource,
        ...measured,
      };
      await this.keep(run).catch(this.options.onError);
      return run;
    } catch (error) {
      if (isAborted(error)) throw new SottoError('aborted', 'The run was cancelled before anything was measured.');
      throw toSottoError(error);
    } finally {
      await this.#rig?.close();
      this.#rig = undefined;
      await onEnd();
      this.#controller = this.#progress = this.#live = undefined;
      this.#samples.clear();
      onChange();
    }
  }

  /** Keeps a run, measured here or elsewhere, or replaces it. */
  async keep(run: BenchmarkRun): Promise<void> {
    const { summaryOf } = await import('./perf/benchmark/fingerprint');
    await this.options.store.put(run, summaryOf(run));
  }

  #sampled(seriesId: string, value: number): void {
    const samples = this.#samples.get(seriesId) ?? [];
    samples.push(value);
    this.#samples.set(seriesId, samples);
    this.#live = { seriesId, samples };
  }
}

/** Resolves when the page is seen. */
function seen(): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
  });
}

function obstacle(phase: PhaseName): string | undefined {
  switch (phase) {
    case 'ready':
    case 'listening':
      return undefined;
    case 'hearing':
    case 'thinking':
    case 'speaking':
      return 'A turn is under way. Wait until it is over, or stop it.';
    case 'starting':
    case 'setup':
    case 'loading':
    case 'failed':
      return 'The models are not loaded yet. Set Sotto up first.';
  }
}
