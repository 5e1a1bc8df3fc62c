/** The page of benchmarks while the address ends in `#benchmark`, and what is asked on it. */
import { SottoError } from '../workers/rpc';
import type { BenchmarkData } from './benchmark/data';
import type { Benchmarks } from './benchmarks';
import { hand, stamp } from './download';
import type { Page } from './page-switch';
import { DEFAULT_PLAN } from './perf/benchmark/plan';
import type { BenchmarkPlan, BenchmarkRun, BenchmarkSummary } from './store/benchmark-run';
import type { BenchmarkStore } from './store/benchmarks';
import type { SettingStore } from './store/settings';
import type { BenchmarkIntent } from './ui/benchmark/benchmark-view';
import type { SottoBenchmark } from './ui/benchmark/sotto-benchmark';
import { onLocale } from './ui/text/text';

const BENCHMARK_HASH = '#benchmark';
/** Samples come by the hundred a second: what is shown of them is drawn this often. */
const REDRAW_MS = 250;

export interface BenchmarkHostOptions {
  benchmarks: Benchmarks;
  store: BenchmarkStore;
  settings: SettingStore;
  nowMs: () => number;
  onError: (error: unknown) => void;
}

export class BenchmarkHost implements Page {
  readonly hash = BENCHMARK_HASH;
  #element: SottoBenchmark | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #plan: BenchmarkPlan = DEFAULT_PLAN;
  /** As the store has them; the same array until something changes. */
  #runs: readonly BenchmarkSummary[] = [];
  #shown: BenchmarkRun | undefined;
  #baseline: BenchmarkRun | undefined;
  #baselineId: string | undefined;
  #compared: BenchmarkData['compared'];
  #historySeriesId: string | undefined;
  #historyDays: number | undefined;
  #notice: BenchmarkData['notice'];

  constructor(private readonly options: BenchmarkHostOptions) {
    onLocale(() => this.changed());
  }

  /** What is shown of the run under way changed. */
  changed(): void {
    if (!this.#element || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#draw().catch(this.options.onError);
    }, REDRAW_MS);
  }

  /** The page is loaded when it is first looked at: start-up pays nothing for it. */
  async create(): Promise<HTMLElement> {
    const [{ BenchmarkIntentEvent }] = await Promise.all([
      import('./ui/benchmark/benchmark-view'),
      import('./ui/benchmark/sotto-benchmark'),
      import('./benchmark/benchmark-view'),
    ]);
    const element = document.createElement('sotto-benchmark');
    element.addEventListener(BenchmarkIntentEvent.type, (event) => {
      if (event instanceof BenchmarkIntentEvent) this.#do(event.intent).catch((error) => this.#say(error));
    });
    return element;
  }

  opened(element: HTMLElement): void {
    if (!isBenchmark(element)) throw new Error(`The page of benchmarks cannot be a <${element.localName}>.`);
    this.#element = element;
    void this.#read()
      .then(() => this.#draw())
      .catch(this.options.onError);
  }

  closed(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#element = undefined;
  }

  async #read(): Promise<void> {
    const { store, settings } = this.options;
    const [runs, baselineId, plan] = await Promise.all([
      store.summaries(0).catch(() => []),
      settings.get('benchmarkBaseline').catch(() => undefined),
      settings.get('benchmarkPlan').catch(() => undefined),
    ]);
    this.#runs = runs;
    this.#baselineId = baselineId || undefined;
    this.#baseline = this.#baselineId ? await store.get(this.#baselineId) : undefined;
    const { parsePlan } = await import('./perf/benchmark/plan-text');
    this.#plan = (plan && parsePlan(plan)) || this.#plan;
  }

  async #draw(): Promise<void> {
    const { benchmarkView } = await import('./benchmark/benchmark-view');
    const { benchmarks, nowMs } = this.options;
    if (!this.#element) return;
    this.#element.view = benchmarkView({
      nowMs: nowMs(),
      plan: this.#plan,
      blocked: benchmarks.blocked,
      running: benchmarks.running,
      runs: this.#runs,
      shown: this.#shown,
      baselineId: this.#baselineId,
      baseline: this.#baseline,
      compared: this.#compared,
      historySeriesId: this.#historySeriesId,
      historyDays: this.#historyDays,
      notice: this.#notice,
    });
  }

  async #do(intent: BenchmarkIntent): Promise<void> {
    const { benchmarks, store, settings, nowMs } = this.options;
    this.#notice = undefined;
    switch (intent.kind) {
      case 'set-plan':
        this.#plan = intent.plan;
        await settings.set('benchmarkPlan', JSON.stringify(intent.plan)).catch(this.options.onError);
        break;
      case 'run':
        await this.#run();
        break;
      case 'cancel':
        benchmarks.cancel();
        break;
      case 'open-run':
        this.#shown = await store.get(intent.runId);
        break;
      case 'close-run':
        this.#shown = undefined;
        break;
      case 'pin-baseline':
        await settings.set('benchmarkBaseline', intent.runId ?? '').catch(this.options.onError);
        this.#baselineId = intent.runId;
        this.#baseline = intent.runId === undefined ? undefined : await store.get(intent.runId);
        break;
      case 'compare': {
        const [base, run] = await Promise.all([store.get(intent.baseId), store.get(intent.runId)]);
        this.#compared = base && run ? { base, run } : undefined;
        break;
      }
      case 'close-compare':
        this.#compared = undefined;
        break;
      case 'set-history-series':
        this.#historySeriesId = intent.seriesId;
        break;
      case 'set-history-days':
        this.#historyDays = intent.days;
        break;
      case 'delete-run':
        await this.#remove(intent.runId);
        break;
      case 'label-run': {
        const run = await store.get(intent.runId);
        if (run) await this.#keep({ ...run, label: intent.label });
        break;
      }
      case 'import':
        await this.#import(intent.file);
        break;
      case 'export': {
        const run = await store.get(intent.runId);
        if (!run) break;
        const { reportZip } = await import('./perf/benchmark/report');
        const zip = await reportZip(run, this.#baseline?.id === run.id ? undefined : this.#baseline);
        hand(new Blob([zip], { type: 'application/zip' }), `sotto-benchmark-${stamp(nowMs())}.zip`);
        break;
      }
      case 'close':
        location.hash = '';
        return;
    }
    await this.#draw();
  }

  async #run(): Promise<void> {
    const { benchmarks } = this.options;
    this.#shown = this.#compared = undefined;
    const run = await benchmarks.run(this.#plan, 'page');
    await this.#read();
    this.#shown = run;
  }

  async #remove(id: string): Promise<void> {
    const { store, settings } = this.options;
    await store.remove(id);
    if (this.#shown?.id === id) this.#shown = undefined;
    if (this.#compared && [this.#compared.base.id, this.#compared.run.id].includes(id)) this.#compared = undefined;
    if (this.#baselineId === id) await settings.set('benchmarkBaseline', '');
    await this.#read();
  }

  async #keep(run: BenchmarkRun): Promise<void> {
    await this.options.benchmarks.keep(run);
    if (this.#shown?.id === run.id) this.#shown = run;
    await this.#read();
  }

  async #import(file: File): Promise<void> {
    const [{ parseRun }, { benchmarkText }] = await Promise.all([
      import('./perf/benchmark/import-run'),
      import('./ui/text/benchmark/words'),
    ]);
    const { imported, notImported } = benchmarkText();
    const parsed = parseRun(await file.text());
    if ('error' in parsed) {
      this.#notice = { kind: 'error', text: notImported(file.name, parsed.error) };
      return;
    }
    await this.#keep(parsed.run);
    this.#shown = parsed.run;
    this.#notice = { kind: 'done', text: imported(file.name) };
  }

  /** What could not be done is said on the page itself. */
  #say(error: unknown): void {
    const text = error instanceof SottoError ? error.message : String(error);
    this.#notice = { kind: 'error', text };
    void this.#draw().catch(this.options.onError);
  }
}

function isBenchmark(element: HTMLElement): element is SottoBenchmark {
  return element.localName === 'sotto-benchmark';
}
