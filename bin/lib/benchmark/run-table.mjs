// A run for a reader: Markdown tables, which stand in the README as they are printed.
import { table } from '../turns/report.mjs';

/** By unit: how a value is scaled and what follows it. */
const UNITS = {
  ms: [1, ' ms'],
  per_s: [1, ' /s'],
  mb: [1, ' MB'],
  share: [100, ' %'],
  count: [1, ''],
  ratio: [1, ' ×'],
};
/** Of `summarise.ts`: fewer samples tell nothing of the rare ones. */
const TOO_SMALL = 'n too small';

/** Three digits that count: `0.0123`, `1.23`, `123`. */
function digits(value) {
  const size = Math.abs(value);
  if (size === 0) return '0';
  return value.toFixed(size >= 100 ? 0 : Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(size)))));
}

/** A value with its unit; what is not known is a dash. */
export function quantity(value, unit) {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const [scale, name] = UNITS[unit];
  return `${digits(value * scale)}${name}`;
}

const percent = (share) => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} %`;
const STATUS = { 'not-built': 'not built', failed: 'failed', 'timed-out': 'took too long', cancelled: 'cancelled' };

function seriesRow({ id, title, unit, samples, status, note }, seed, summarise) {
  const summary = summarise(samples, seed);
  if (!summary) return [id, title, '0', STATUS[status] ?? '–', '', '', '', note ?? ''];
  const { n, median, mad, interval95, p95, p99 } = summary;
  return [
    id,
    title,
    String(n),
    quantity(median, unit),
    interval95 ? interval95.map((edge) => quantity(edge, unit)).join(' to ') : TOO_SMALL,
    quantity(mad, unit),
    [p95, p99].map((value) => (value === undefined ? TOO_SMALL : quantity(value, unit))).join('; '),
    [STATUS[status], note].filter(Boolean).join(': '),
  ];
}

const HEAD = ['series', 'what', 'n', 'median', '95 % interval', 'MAD', 'p95; p99', ''];

/** What was measured on, in a line. */
export function environmentText({ appVersion, commit, browser, os, cores, memoryGb, isolated, threads, backends }) {
  return [
    `Sotto ${appVersion}${commit ? ` (${commit})` : ''}`,
    browser,
    os,
    cores === undefined ? undefined : `${cores} cores`,
    memoryGb === undefined ? undefined : `${memoryGb} GB`,
    `${threads} ${threads === 1 ? 'thread' : 'threads'}${isolated ? '' : ', not isolated'}`,
    [...new Set(Object.values(backends))].join(' and '),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Where a wait goes: a row for each question, the parts as medians and shares of their sum. */
function partsTable(series, summarise, seed) {
  const told = series.filter(({ parts, samples }) => parts && samples.length);
  if (!told.length) return [];
  const names = Object.keys(told[0].parts);
  const rows = told.map(({ title, samples, parts }) => {
    const sum = samples.reduce((whole, sample) => whole + sample, 0);
    const cells = names.map((name) => {
      const share = parts[name].reduce((whole, ms) => whole + ms, 0) / sum;
      return `${quantity(summarise(parts[name], seed)?.median, 'ms')} (${Math.round(100 * share)} %)`;
    });
    const { n, min, mean, median, max } = summarise(samples, seed);
    return [title, String(n), ...[mean, min, max, median].map((value) => quantity(value, 'ms')), ...cells];
  });
  return ['', table(['question', 'n', 'avg', 'min', 'max', 'median', ...names], rows)];
}

function gradesTable(documents) {
  const rows = documents.flatMap(({ document, rows: areas, overall }) => [
    ...areas.map(({ area, value, unit, band, grade, note }) => [
      document,
      area,
      value === undefined ? (note ?? 'not measured') : quantity(value, unit),
      band,
      grade ?? '–',
    ]),
    [document, '**overall**', '', '', overall ? `**${overall}**` : '–'],
  ]);
  return rows.length ? ['', table(['document', 'area', 'measured', 'its band', 'grade'], rows)] : [];
}

/** Verdicts of a comparison; those within noise are only counted. */
export function verdictsText(verdicts) {
  const quiet = verdicts.filter(({ verdict }) => verdict === 'within-noise').length;
  const rows = verdicts
    .filter(({ verdict }) => verdict !== 'within-noise')
    .map(({ seriesId, unit, verdict, baseMedian, runMedian, baseN, runN, change, interval, adjustedP, why }) => [
      seriesId,
      `${quantity(baseMedian, unit)} (n=${baseN})`,
      `${quantity(runMedian, unit)} (n=${runN})`,
      Number.isFinite(change) ? percent(change) : '–',
      interval ? interval.map(percent).join(' to ') : '–',
      adjustedP === undefined ? '–' : adjustedP.toPrecision(2),
      `${verdict}: ${why}`,
    ]);
  const count = `${quiet} of ${verdicts.length} series within noise.`;
  if (!rows.length) return count;
  return `${table(['series', 'before', 'now', 'change', '95 % interval', 'p, adjusted', 'verdict'], rows)}\n\n${count}`;
}

/**
 * @param run a BenchmarkRun.
 * @param comparison with a baseline, if there is one.
 * @param code of `code.ts`.
 */
export function runTable(run, comparison, { summarise, slaOf, gradesOf, recommendationsOf }) {
  const { fingerprint, plan, series, referenceMs, memorySource, disturbances } = run;
  const recommendations = recommendationsOf(run);
  const sla = slaOf(run).map(({ name, limit, value, met }) => [
    name,
    limit,
    value,
    met === undefined ? '–' : met ? 'met' : 'broken',
  ]);
  return [
    environmentText(fingerprint),
    `Seed ${plan.seed}, ${Math.round((run.endedAtMs - run.startedAtMs) / 1000)} s, fixed reference work ${quantity(
      summarise(referenceMs, plan.seed)?.median,
      'ms',
    )}${memorySource ? `, memory as ${memorySource}` : ''}.`,
    ...disturbances.map(({ detail }) => `This run does not count: ${detail}.`),
    '',
    table(
      HEAD,
      series.map((each) => seriesRow(each, plan.seed, summarise)),
    ),
    ...partsTable(series, summarise, plan.seed),
    ...(sla.length ? ['', table(['SLA', 'limit', 'measured', ''], sla)] : []),
    ...gradesTable(gradesOf(run)),
    ...(comparison ? ['', verdictsText(comparison.verdicts)] : []),
    ...(recommendations.length ? [''] : []),
    ...recommendations.map(({ title, because }) => `- ${title}: ${because}`),
  ].join('\n');
}
