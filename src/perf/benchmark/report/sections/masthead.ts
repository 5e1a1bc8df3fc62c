/** What the run was, whether it counts, and how it went, before anything has to be read. */
import { waitingSeries } from '../../breakdown';
import type { Verdict } from '../../compare';
import { gradesOf } from '../../grades';
import { measured, measuredOne, pooled, questionIds } from '../../run-samples';
import { slaOf } from '../../sla';
import { type Summary, summarise } from '../../summarise';
import { gradeChip, metChip, verdictChip } from '../chips';
import type { Figured } from '../figured-run';
import { digits, formatDate, formatDuration, formatValue } from '../figures';
import { html, type Markup } from '../markup';

const ORIGINS = { page: 'on the benchmark page', command: 'from the command line', program: 'by a program' } as const;

export function masthead({ run }: Figured): Markup {
  const { fingerprint, origin, startedAtMs, endedAtMs } = run;
  return html`<header><p class="kicker">Sotto, benchmark report</p><h1>${run.label || 'A run without a name'}</h1><ul class="facts"><li>${formatDate(startedAtMs)}</li><li>${formatDuration(endedAtMs - startedAtMs)}, ${ORIGINS[origin]}</li><li>Sotto ${fingerprint.appVersion}${fingerprint.commit && ` at ${fingerprint.commit}`}</li><li>${fingerprint.browser}, ${fingerprint.os}</li></ul></header>`;
}

/** In red, above everything: a run that was disturbed does not count. */
export function disturbed({ run }: Figured): Markup | undefined {
  if (run.disturbances.length === 0) return undefined;
  const { startedAtMs, disturbances } = run;
  return html`<div class="alarm" role="note"><h2>This run does not count</h2><p>Something else than Sotto slowed it down. Its figures are shown as they are; run it again to compare.</p><ul>${disturbances.map(({ atMs, kind, detail }) => html`<li>${formatDuration(atMs - startedAtMs)} after the start: ${detail} (${kind})</li>`)}</ul></div>`;
}

interface Tile {
  title: string;
  value: Markup | string;
  note: string | Markup;
}

export function glance(found: Figured): Markup {
  const tiles = [...waits(found), ...rates(found)];
  return html`${tiles.length > 0 && html`<dl class="tiles">${tiles.map(tileMarkup)}</dl>`}<dl class="tiles judged">${gradeTiles(found).map(tileMarkup)}</dl>${verdictLine(found)}`;
}

function tileMarkup({ title, value, note }: Tile): Markup {
  return html`<div><dt>${title}</dt><dd class="${typeof value === 'string' ? 'big' : ''}">${value}</dd><dd class="soft">${note}</dd></div>`;
}

function intervalWords({ n, interval95 }: Summary, unit: 'ms' | 'per_s'): string {
  const samples = `n = ${digits(n)}`;
  return interval95
    ? `95 %: ${formatValue(interval95[0], unit)} to ${formatValue(interval95[1], unit)}, ${samples}`
    : samples;
}

function waits({ run }: Figured): Tile[] {
  const titles = { spoken: 'Voice to voice, median', typed: 'Typed to voice, median' } as const;
  return (['spoken', 'typed'] as const).flatMap((input) => {
    const summary = summarise(pooled(measured(run, questionIds(input))), run.plan.seed);
    if (!summary) return [];
    return [{ title: titles[input], value: formatValue(summary.median, 'ms'), note: intervalWords(summary, 'ms') }];
  });
}

function rates({ run, summaries }: Figured): Tile[] {
  const wanted = [
    ['throughput.requests-per-s', 'Requests, median'],
    ['throughput.vad-chunks-per-s', 'Frames through VAD, median'],
    ['llm.tokens-per-s', 'Tokens, median'],
  ] as const;
  const found = wanted.flatMap(([id, title]) => {
    const summary = measuredOne(run, id) && summaries.get(id);
    return summary
      ? [{ title, value: formatValue(summary.median, 'per_s'), note: intervalWords(summary, 'per_s') }]
      : [];
  });
  // Four in a row, the waits among them.
  return found.slice(0, waitingSeries(run) ? 2 : 3);
}

function gradeTiles({ run }: Figured): Tile[] {
  const grades = gradesOf(run).map(({ document, rows, overall }) => {
    const count = rows.filter(({ grade }) => grade).length;
    return {
      title: `Bands of ${document}`,
      value: gradeChip(overall),
      note: `worst of ${count} of ${rows.length} measured`,
    };
  });
  const promises = slaOf(run).map(({ name, value, met }) => ({ title: name, value: metChip(met), note: value }));
  return [...grades, ...promises];
}

function verdictLine({ comparison, base }: Figured): Markup | undefined {
  if (!comparison || !base) return undefined;
  const counts = (['regressed', 'improved', 'inconclusive', 'within-noise'] as const)
    .map((verdict) => ({ verdict, count: comparison.verdicts.filter((each) => each.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  const words = counts.map(({ verdict, count }) => html`<li>${verdictChip(verdict)} ${count}</li>`);
  const has = (verdict: Verdict) => counts.some((each) => each.verdict === verdict);
  const told = counts.some(({ verdict }) => verdict !== 'inconclusive');
  const outcome = has('regressed')
    ? html`<strong>something regressed.</strong>`
    : told
      ? 'nothing regressed.'
      : 'nothing can be told, see below.';
  return html`<p class="verdict">Against “${base.label || base.id}” of ${formatDate(base.startedAtMs)}: ${outcome}</p><ul class="facts">${words}</ul>`;
}
