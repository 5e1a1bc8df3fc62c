/**
 * The benchmark page by itself, on made runs: no models, no store. `?runs=500` is a history of so many (default 40),
 * `?open` has the last one's results open, `?disturbed` one that does not count, `?running` a run under way, `?lang=de` another language.
 */
import { benchmarkView } from '../../src/benchmark/benchmark-view';
import type { BenchmarkData, RunningData } from '../../src/benchmark/data';
import { parseRun } from '../../src/perf/benchmark/import-run';
import { DEFAULT_PLAN } from '../../src/perf/benchmark/plan';
import type { BenchmarkRun } from '../../src/store/benchmark-run';
import { type BenchmarkIntent, BenchmarkIntentEvent } from '../../src/ui/benchmark/benchmark-view';
import '../../src/ui/benchmark/sotto-benchmark';
import { bestLocale, setLocale } from '../../src/ui/text/text';
import { madeHistory } from '../unit/benchmark-made';
import { MADE_AT_MS, madeRun } from '../unit/made-run';

const query = new URLSearchParams(location.search);
const page = document.querySelector('sotto-benchmark');
if (!page) throw new Error('benchmark-harness.html has no <sotto-benchmark>.');

const runs = madeHistory(Number(query.get('runs') ?? 40));
const last = madeRun(
  query.has('disturbed')
    ? {
        change: {
          disturbances: [{ atMs: MADE_AT_MS + 60_000, kind: 'hidden', detail: 'the tab was hidden for 12 s' }],
        },
      }
    : {},
);
/** Any other run: a bit slower than the last, or on another device, or both. */
function fullRun(id: string): BenchmarkRun {
  const summary = runs.find((run) => run.id === id);
  if (!summary || id === last.id) return last;
  const number = runs.indexOf(summary);
  const other = summary.fingerprintKey === 'made-other';
  const { fingerprint } = last;
  return madeRun({
    seed: number + 100,
    factor: other ? 0.6 : number < runs.length * 0.55 ? 1.22 : 1,
    change: {
      ...summary,
      id,
      endedAtMs: summary.startedAtMs + 1_300_000,
      fingerprint: other ? { ...fingerprint, browser: 'Chromium 139.0', cores: 8, threads: 8 } : fingerprint,
    },
  });
}

function running(samples: number): RunningData {
  return {
    progress: {
      suite: 'components',
      title: 'Transcript of 3 s, final',
      done: 412 + samples,
      total: 3120,
      elapsedS: 184,
      etaS: 1240,
      paused: query.has('paused'),
    },
    cancelling: false,
    live: {
      seriesId: 'stt.final.3s',
      samples: (last.series.find(({ id }) => id === 'stt.final.3s')?.samples ?? []).slice(0, samples),
    },
  };
}

let data: BenchmarkData = {
  nowMs: MADE_AT_MS + 3_600_000,
  plan: DEFAULT_PLAN,
  blocked: undefined,
  running: query.has('running') ? running(60) : undefined,
  runs,
  shown: query.has('open') || query.has('disturbed') ? last : undefined,
  baselineId: undefined,
  baseline: undefined,
  compared: undefined,
  historySeriesId: undefined,
  historyDays: 90,
  notice: undefined,
};
const intents: BenchmarkIntent[] = [];

function change(changes: Partial<BenchmarkData>): void {
  data = { ...data, ...changes };
  page!.view = benchmarkView(data);
}

async function importFile(file: File): Promise<void> {
  const result = parseRun(await file.text());
  if ('error' in result) change({ notice: { kind: 'error', text: `${file.name}: ${result.error}` } });
  else change({ shown: result.run, notice: { kind: 'done', text: `${file.name} is imported.` } });
}

document.addEventListener(BenchmarkIntentEvent.type, (event) => {
  if (!(event instanceof BenchmarkIntentEvent)) return;
  const { intent } = event;
  intents.push(intent);
  switch (intent.kind) {
    case 'set-plan':
      return change({ plan: intent.plan });
    case 'run':
      return change({ running: running(1) });
    case 'cancel':
      return change({ running: undefined });
    case 'open-run':
      return change({ shown: fullRun(intent.runId) });
    case 'close-run':
      return change({ shown: undefined });
    case 'pin-baseline':
      return change({
        baselineId: intent.runId,
        baseline: intent.runId === undefined ? undefined : fullRun(intent.runId),
      });
    case 'compare':
      return change({ compared: { base: fullRun(intent.baseId), run: fullRun(intent.runId) } });
    case 'close-compare':
      return change({ compared: undefined });
    case 'set-history-series':
      return change({ historySeriesId: intent.seriesId });
    case 'set-history-days':
      return change({ historyDays: intent.days });
    case 'delete-run':
      return change({ runs: data.runs.filter(({ id }) => id !== intent.runId) });
    case 'label-run':
      return change({
        runs: data.runs.map((run) => (run.id === intent.runId ? { ...run, label: intent.label } : run)),
        shown: data.shown && { ...data.shown, label: intent.label },
      });
    case 'import':
      return void importFile(intent.file);
    case 'export':
    case 'close':
      return;
  }
});

declare global {
  interface Window {
    benchmarkHarness: {
      /** Everything that was asked for, in order. */
      intents: readonly BenchmarkIntent[];
      /** The same data once more, as every report of progress brings them. */
      refresh(): void;
      /** A run under way with so many samples of the series in hand. */
      running(samples: number): void;
      /** Draws a new history of so many runs: ms from the data to the painted page, mapping included. */
      history(count: number, seed: number): Promise<{ mappedMs: number; paintedMs: number }>;
    };
  }
}
window.benchmarkHarness = {
  intents,
  refresh: () => change({}),
  running: (samples) => change({ running: running(samples) }),
  history: async (count, seed) => {
    const made = madeHistory(count, 90, seed);
    change({ runs: [] });
    await page.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const startMs = performance.now();
    data = { ...data, runs: made, historyDays: undefined };
    const view = benchmarkView(data);
    const mappedMs = performance.now() - startMs;
    page.view = view;
    // The task after a frame begins when that frame was painted; the second frame has what the first one's size asked for.
    for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { mappedMs, paintedMs: performance.now() - startMs };
  },
};
await setLocale(bestLocale([query.get('lang') ?? 'en']));
change({});
