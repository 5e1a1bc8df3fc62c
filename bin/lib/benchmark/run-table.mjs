// A run for a reader: Markdown tables, which stand in the README as they are printed.
import { table } from '../turns/report.mjs';

/** Of `summarise.ts`: fewer samples tell nothing of the rare ones. */
const TOO_SMALL = 'n too small';
const UNKNOWN = '–';

const STATUS = { 'not-built': 'not built', failed: 'failed', 'timed-out': 'took too long', cancelled: 'cancelled' };

function seriesRow({ id, title, unit, samples, status, note }, seed, { summarise, formatValue }) {
  const remark = [STATUS[status], note].filter(Boolean).join(': ');
  const summary = summarise(samples, seed);
  if (!summary) return [id, title, '0', '', '', '', '', remark];
  const shown = (value) => (value === undefined ? TOO_SMALL : formatValue(value, unit));
  const { n, median, mad, interval95, p95, p99 } = summary;
  return [
    id,
    title,
    String(n),
    shown(median),
    interval95 ? interval95.map(shown).join(' to ') : TOO_SMALL,
    shown(mad),
    [...new Set([p95, p99].map(shown))].join('; '),
    remark,
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

/** Where a wait goes: a row for each question, its parts as means and shares of its mean. */
function partsTable(series, seed, { summarise, formatValue, breakdownOf, PART_TITLES }) {
  const told = series.flatMap((each) => {
    const breakdown = breakdownOf([each]);
    return breakdown ? [{ ...each, breakdown }] : [];
  });
  if (!told.length) return [];
  const ms = (value) => formatValue(value, 'ms');
  const rows = told.map(({ title, samples, breakdown }) => {
    const { n, min, mean, median, max } = summarise(samples, seed);
    const parts = breakdown.parts.map(({ ms: part, share }) => `${ms(part)} (${Math.round(100 * share)} %)`);
    return [title, String(n), ...[mean, min, max, median].map(ms), ...parts];
  });
  return ['', table(['question', 'n', 'avg', 'min', 'max', 'median', ...Object.values(PART_TITLES)], rows)];
}

/** What was graded; the report tells of the rest, too. */
function gradesTable(documents, formatValue) {
  const rows = documents.flatMap(({ document, rows: areas, overall }) => {
    const graded = areas.filter(({ grade }) => grade !== undefined);
    const cells = graded.map(({ area, value, unit, band, grade }) => [
      document,
      area,
      value === undefined ? UNKNOWN : formatValue(value, unit),
      band,
      grade,
    ]);
    return cells.length ? [...cells, [document, '**overall**', '', '', `**${overall}**`]] : [];
  });
  return rows.length ? ['', table(['document', 'area', 'measured', 'its band', 'grade'], rows.map(escaped))] : [];
}

/** A bar would end the cell. */
const escaped = (cells) => cells.map((cell) => cell.replaceAll('|', '\\|'));

/** Verdicts of a comparison; those within noise are only counted. */
export function verdictsText(verdicts, { formatValue, formatChange }) {
  const quiet = verdicts.filter(({ verdict }) => verdict === 'within-noise').length;
  const change = (value) => (Number.isFinite(value) ? formatChange(value) : UNKNOWN);
  const rows = verdicts
    .filter(({ verdict }) => verdict !== 'within-noise')
    .map((each) => [
      each.seriesId,
      `${formatValue(each.baseMedian, each.unit)} (n=${each.baseN})`,
      `${formatValue(each.runMedian, each.unit)} (n=${each.runN})`,
      change(each.change),
      each.interval ? each.interval.map(change).join(' to ') : UNKNOWN,
      each.adjustedP === undefined ? UNKNOWN : each.adjustedP.toPrecision(2),
      `${each.verdict}: ${each.why}`,
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
export function runTable(run, comparison, code) {
  const { fingerprint, plan, series, referenceMs, memorySource, disturbances } = run;
  const { summarise, formatValue, formatDuration } = code;
  const reference = summarise(referenceMs, plan.seed)?.median;
  const recommendations = code.recommendationsOf(run);
  const sla = code
    .slaOf(run)
    .filter(({ met }) => met !== undefined)
    .map(({ name, limit, value, met }) => [name, limit, value, met ? 'met' : 'broken']);
  const facts = [
    `seed ${plan.seed}`,
    formatDuration(run.endedAtMs - run.startedAtMs),
    ...(reference === undefined ? [] : [`fixed reference work ${formatValue(reference, 'ms')}`]),
    ...(memorySource ? [`memory as ${memorySource}`] : []),
  ];
  return [
    environmentText(fingerprint),
    facts.join(', '),
    ...disturbances.map(({ detail }) => `This run does not count: ${detail}.`),
    '',
    table(
      HEAD,
      series.map((each) => escaped(seriesRow(each, plan.seed, code))),
    ),
    ...partsTable(series, plan.seed, code),
    ...(sla.length ? ['', table(['SLA', 'limit', 'measured', ''], sla)] : []),
    ...gradesTable(code.gradesOf(run), formatValue),
    ...(comparison ? ['', verdictsText(comparison.verdicts, code)] : []),
    ...(recommendations.length ? [''] : []),
    ...recommendations.map(({ title, because }) => `- ${title}: ${because}`),
  ].join('\n');
}
