/** A run's results, judged whenever they are shown. */
import { counted, durationWords, latencyWords } from '../dashboard/figures';
import { gradesOf } from '../perf/benchmark/grades';
import { recommendationsOf } from '../perf/benchmark/recommendations';
import { slaOf } from '../perf/benchmark/sla';
import { summarise } from '../perf/benchmark/summarise';
import type { BenchmarkRun } from '../store/benchmark-run';
import type { VerdictCount } from '../ui/benchmark/comparison-view';
import type { DocumentView, GradeRowView, ResultsView } from '../ui/benchmark/results-view';
import type { FigureView } from '../ui/dashboard/dashboard-view';
import { breakdownOf } from './breakdown';
import { comparisonOf, countsOf } from './comparison';
import type { BenchmarkData } from './data';
import { environmentOf, methodOf } from './facts';
import { ORIGIN_WORDS, runMoment, runTitle } from './labels';
import { suiteTables } from './series-rows';
import { valueWords } from './value-words';

type Judged = Pick<
  ResultsView,
  'glance' | 'documents' | 'suites' | 'breakdown' | 'sla' | 'advice' | 'environment' | 'method'
>;

/** Intervals take a bootstrap for each series: a run, which never changes, is judged once. */
const judged = new WeakMap<BenchmarkRun, Judged>();

export function resultsView(data: BenchmarkData): ResultsView | undefined {
  const { shown: run, nowMs, baseline, baselineId } = data;
  if (!run) return undefined;
  const known = judged.get(run) ?? judge(run);
  judged.set(run, known);
  const against = baseline && baseline.id !== run.id ? baseline : undefined;
  const isBaseline = baselineId === run.id;
  const comparison = against && comparisonOf(against, run);
  const verdicts = comparison ? countsOf(comparison.verdicts) : [];
  const lastedMs = run.endedAtMs - run.startedAtMs;
  return {
    ...known,
    runId: run.id,
    title: runMoment(run.startedAtMs, nowMs),
    label: run.label,
    origin: `${ORIGIN_WORDS[run.origin]}, took ${durationWords(lastedMs)}`,
    disturbances: run.disturbances.map(({ atMs, detail }) => ({ when: TIME.format(atMs), what: detail })),
    headline: headlineOf(run, against, verdicts, { isBaseline, alike: comparison?.alike, nowMs }),
    verdicts,
    baselineId: against?.id,
    isBaseline,
  };
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function judge(run: BenchmarkRun): Judged {
  return {
    glance: glanceOf(run),
    documents: documentsOf(run),
    suites: suiteTables(run),
    breakdown: breakdownOf(run),
    sla: slaOf(run),
    advice: recommendationsOf(run).map(({ title, because, gainMs }) => ({
      title,
      because,
      gain: gainMs === undefined ? undefined : `about ${latencyWords(gainMs)}`,
    })),
    environment: environmentOf(run),
    method: methodOf(run),
  };
}

function headlineOf(
  run: BenchmarkRun,
  against: BenchmarkRun | undefined,
  verdicts: readonly VerdictCount[],
  { isBaseline, alike, nowMs }: { isBaseline: boolean; alike: boolean | undefined; nowMs: number },
): string {
  if (run.disturbances.length > 0) return 'This run was disturbed and does not count.';
  if (isBaseline) return 'This run is the baseline: others are measured by it.';
  if (!against) return 'No baseline is pinned, so nothing is said about change.';
  const title = runTitle(against, nowMs);
  if (!alike) return `Not measured on the same as the baseline, ${title}: shown side by side only.`;
  const count = (verdict: VerdictCount['verdict']) => verdicts.find((one) => one.verdict === verdict)?.count ?? 0;
  const parts = [
    count('regressed') > 0 ? `${counted(count('regressed'), 'series', 'series')} regressed` : 'Nothing regressed',
    count('improved') > 0 ? `${count('improved')} improved` : '',
    count('inconclusive') > 0 ? `${count('inconclusive')} inconclusive` : '',
  ];
  return `${parts.filter(Boolean).join(', ')}, against the baseline of ${title}.`;
}

/** The wait of spoken and of typed questions over all of them, and what makes most of it. */
function glanceOf(run: BenchmarkRun): FigureView[] {
  const pooled = (label: string, wanted: (id: string) => boolean): FigureView[] => {
    const all = run.series.filter(({ id, samples }) => wanted(id) && samples.length > 0);
    const unit = all[0]?.unit;
    const summary = summarise(
      all.flatMap(({ samples }) => samples),
      run.plan.seed,
    );
    return unit && summary ? [{ label, value: valueWords(unit, summary.median) }] : [];
  };
  return [
    ...pooled('Spoken answer', (id) => id.startsWith('latency.spoken.')),
    ...pooled('Typed answer', (id) => id.startsWith('latency.typed.')),
    ...pooled('Transcript of 3 s', (id) => id === 'stt.final.3s'),
    ...pooled('First token', (id) => id === 'llm.first-token.reuse'),
    ...pooled('First sound', (id) => id === 'tts.first-pcm.8w'),
    ...pooled('Requests', (id) => id === 'throughput.requests-per-s'),
    ...pooled('Live sessions', (id) => id === 'sessions.held'),
  ];
}

function documentsOf(run: BenchmarkRun): DocumentView[] {
  return gradesOf(run).map(({ document, title, overall, rows }) => ({
    document,
    title,
    overall,
    rows: rows.map(
      ({ area, value, unit, band, grade, note }): GradeRowView => ({
        area,
        value: value === undefined ? undefined : valueWords(unit, value),
        band,
        grade,
        note: note ?? '',
      }),
    ),
  }));
}
