/** A run's results, judged whenever they are shown. */
import { durationWords, latencyWords } from '../dashboard/figures';
import { gradesOf } from '../perf/benchmark/grades';
import { recommendationsOf } from '../perf/benchmark/recommendations';
import { slaOf } from '../perf/benchmark/sla';
import { summarise } from '../perf/benchmark/summarise';
import type { BenchmarkRun } from '../store/benchmark-run';
import type { VerdictCount } from '../ui/benchmark/comparison-view';
import type { DocumentView, GradeRowView, ResultsView } from '../ui/benchmark/results-view';
import type { FigureView } from '../ui/dashboard/dashboard-view';
import { formatMoment } from '../ui/moments';
import { benchmarkText } from '../ui/text/benchmark/words';
import { dashboardText } from '../ui/text/dashboard/words';
import { currentLocale, type Locale } from '../ui/text/text';
import { breakdownOf } from './breakdown';
import { comparisonOf, countsOf } from './comparison';
import type { BenchmarkData } from './data';
import { environmentOf, methodOf } from './facts';
import { runMoment, runTitle } from './labels';
import { suiteTables } from './series-rows';
import { valueWords } from './value-words';

type Judged = Pick<
  ResultsView,
  'glance' | 'documents' | 'suites' | 'breakdown' | 'sla' | 'advice' | 'environment' | 'method'
>;

/** Intervals take a bootstrap for each series: a run, which never changes, is judged once in each language. */
const judged = new WeakMap<BenchmarkRun, Partial<Record<Locale, Judged>>>();

export function resultsView(data: BenchmarkData): ResultsView | undefined {
  const { shown: run, nowMs, baseline, baselineId } = data;
  if (!run) return undefined;
  const { origins, results: text } = benchmarkText();
  const inLocales = judged.get(run) ?? {};
  judged.set(run, inLocales);
  const locale = currentLocale();
  const known = inLocales[locale] ?? judge(run);
  inLocales[locale] = known;
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
    origin: text.took(origins[run.origin], durationWords(lastedMs) ?? ''),
    disturbances: run.disturbances.map(({ atMs, kind, detail }) => ({
      when: formatMoment(atMs, 'timeS'),
      what: text.disturbance(kind, detail),
    })),
    headline: headlineOf(run, against, verdicts, { isBaseline, alike: comparison?.alike, nowMs }),
    verdicts,
    baselineId: against?.id,
    isBaseline,
  };
}

function judge(run: BenchmarkRun): Judged {
  const { results: text, about } = benchmarkText();
  return {
    glance: glanceOf(run),
    documents: documentsOf(run),
    suites: suiteTables(run),
    breakdown: breakdownOf(run),
    sla: slaOf(run).map(({ name, limit, ...row }) => ({
      name: text.slaName(name),
      limit: text.slaLimit(limit),
      ...row,
    })),
    advice: recommendationsOf(run).map(({ title, because, gainMs }) => ({
      title,
      because,
      gain: gainMs === undefined ? undefined : about.time(latencyWords(gainMs) ?? ''),
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
  const text = benchmarkText().results.headlines;
  if (run.disturbances.length > 0) return text.disturbed;
  if (isBaseline) return text.isBaseline;
  if (!against) return text.noBaseline;
  const title = runTitle(against, nowMs);
  if (!alike) return text.notAlike(title);
  const count = (verdict: VerdictCount['verdict']) => verdicts.find((one) => one.verdict === verdict)?.count ?? 0;
  const parts = [
    count('regressed') > 0 ? text.regressed(count('regressed')) : text.nothingRegressed,
    count('improved') > 0 ? text.improved(count('improved')) : '',
    count('inconclusive') > 0 ? text.inconclusive(count('inconclusive')) : '',
  ];
  return text.against(parts.filter(Boolean).join(dashboardText().comma), title);
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
  const text = benchmarkText().results.glance;
  return [
    ...pooled(text.spoken, (id) => id.startsWith('latency.spoken.')),
    ...pooled(text.typed, (id) => id.startsWith('latency.typed.')),
    ...pooled(text.transcript, (id) => id === 'stt.final.3s'),
    ...pooled(text.firstToken, (id) => id === 'llm.first-token.reuse'),
    ...pooled(text.firstSound, (id) => id === 'tts.first-pcm.8w'),
    ...pooled(text.requests, (id) => id === 'throughput.requests-per-s'),
    ...pooled(text.sessions, (id) => id === 'sessions.held'),
  ];
}

function documentsOf(run: BenchmarkRun): DocumentView[] {
  return gradesOf(run).map(({ document, title, overall, rows }) => ({
    document,
    title: benchmarkText().results.document(document, title),
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
