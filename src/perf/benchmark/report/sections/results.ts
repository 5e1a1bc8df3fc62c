/** Every series in figures, then every sample of it. */
import type { SampleSeries, SuiteName } from '../../../../store/benchmark-run';
import type { Summary } from '../../summarise';
import { type Figured, statusWords } from '../figured-run';
import { digits, formatValue } from '../figures';
import { intervalBar } from '../interval-bar';
import { html, type Markup } from '../markup';
import { isDotted, sampleStrip } from '../sample-strip';
import { type Section, scrolled } from './parts';

const SUITE_TITLES: Readonly<Record<SuiteName, string>> = {
  components: 'Components',
  latency: 'Latency, end to end',
  throughput: 'Throughput',
  load: 'Load',
  sessions: 'Sessions',
  memory: 'Memory',
  soak: 'Soak',
};

export function resultsSection(found: Figured): Section {
  const head = html`<thead><tr><th scope="col">Series</th><th scope="col" class="number">n</th><th scope="col" class="number">Median</th><th scope="col" class="number">MAD</th><th scope="col" class="number">95 % interval</th><th scope="col">0 to largest</th><th scope="col" class="number">p95</th><th scope="col" class="number">p99</th><th scope="col">Beside</th></tr></thead>`;
  return {
    id: 'results',
    title: 'Results',
    sheet: true,
    look: 'results',
    body: html`<p class="lead">The line is the range of all samples, the bar the 95 % interval of the median, the tick the median. Nothing is left out.</p>${scrolled('Results', html`<table>${head}${bySuite(found.run.series, (suite, all) => html`<tbody><tr><th class="group" colspan="9" scope="colgroup">${SUITE_TITLES[suite]}</th></tr>${all.map((series) => rowOf(series, found.summaries.get(series.id), found.run.plan.warmUps))}</tbody>`)}</table>`)}`,
  };
}

function bySuite(series: readonly SampleSeries[], shown: (suite: SuiteName, all: SampleSeries[]) => Markup): Markup[] {
  const suites = new Map<SuiteName, SampleSeries[]>();
  for (const each of series) suites.set(each.suite, [...(suites.get(each.suite) ?? []), each]);
  return [...suites].map(([suite, all]) => shown(suite, all));
}

function rowOf(series: SampleSeries, summary: Summary | undefined, planned: number): Markup {
  const { id, title, unit } = series;
  const name = html`<th scope="row">${title}<small><code>${id}</code></small></th>`;
  if (!summary)
    return html`<tr class="quiet">${name}<td class="number">0</td><td colspan="7">${statusWords(series)}</td></tr>`;
  const { n, median, mad, interval95, p95, p99 } = summary;
  const interval =
    interval95 && html`${formatValue(interval95[0], unit)}<small>to ${formatValue(interval95[1], unit)}</small>`;
  const figureOr = (value: number | undefined) =>
    value === undefined ? html`<span class="share">n too small</span>` : formatValue(value, unit);
  return html`<tr>${name}<td class="number">${digits(n)}</td><td class="number">${formatValue(median, unit)}</td><td class="number">${formatValue(mad, unit)}</td><td class="number">${interval ?? html`<span class="share">n too small</span>`}</td><td>${intervalBar(summary)}</td><td class="number">${figureOr(p95)}</td><td class="number">${figureOr(p99)}</td><td>${beside(series, summary, planned)}</td></tr>`;
}

function beside(series: SampleSeries, { outliers }: Summary, planned: number): string {
  const { errors, temperature, warmUps } = series;
  return [
    statusWords(series),
    temperature === 'cold' && 'cold',
    temperature === 'warm' && warmUps !== planned && `${warmUps} warm-ups`,
    outliers.length && `${outliers.length} ${outliers.length === 1 ? 'outlier' : 'outliers'}`,
    errors && `${errors} failed`,
  ]
    .filter(Boolean)
    .join(', ');
}

export function stripsSection(found: Figured): Section {
  const strips = bySuite(found.run.series, (suite, all) => {
    const drawn = all.flatMap((series) => {
      const summary = found.summaries.get(series.id);
      return summary ? [stripOf(series, summary)] : [];
    });
    return drawn.length ? html`<h3>${SUITE_TITLES[suite]}</h3><div class="strips">${drawn}</div>` : html``;
  });
  return {
    id: 'samples',
    title: 'Every sample',
    sheet: true,
    body: html`<p class="lead">In the order they were taken, from the smallest at the bottom to the largest at the top; the dashed line is the median. A ring marks an outlier (modified z-score over 3.5): it is in every figure all the same.</p>${strips}`,
  };
}

function stripOf({ title, samples, unit }: SampleSeries, summary: Summary): Markup {
  const { n, min, max, median, outliers } = summary;
  const range = min === max ? formatValue(min, unit) : `${formatValue(min, unit)} to ${formatValue(max, unit)}`;
  const label = `${title}: ${n} samples, ${range}, median ${formatValue(median, unit)}, ${outliers.length} outliers`;
  return html`<figure><figcaption>${title}<small>${range}</small></figcaption>${sampleStrip(samples, summary, label)}${!isDotted(samples) && html`<small class="soft">Too many for dots: each column is the span of its samples.</small>`}</figure>`;
}
