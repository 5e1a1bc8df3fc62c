/** This run against the one it is compared with. */
import type { SeriesVerdict, Verdict } from '../../compare';
import { verdictChip } from '../chips';
import type { Figured } from '../figured-run';
import { digits, formatChange, formatDate, formatValue } from '../figures';
import { changeBar } from '../interval-bar';
import { html, type Markup } from '../markup';
import { type Section, scrolled } from './parts';

const ORDER: readonly Verdict[] = ['regressed', 'improved', 'inconclusive', 'within-noise'];
/** The bars reach this far at most; what changed more than that ends at the edge, and its figure stands beside it. */
const MAX_REACH = 0.5;
const MIN_REACH = 0.1;

export function againstSection({ base, comparison }: Figured): Section | undefined {
  if (!base || !comparison) return undefined;
  const { alike, differences, referenceChange, verdicts } = comparison;
  const sorted = ORDER.flatMap((verdict) => verdicts.filter((each) => each.verdict === verdict));
  const furthest = Math.max(MIN_REACH, ...verdicts.map(({ change }) => Math.abs(change)).filter(Number.isFinite));
  const reach = Math.min(MAX_REACH, furthest);
  const machine =
    referenceChange === undefined
      ? 'The reference work was not measured in both.'
      : `The reference work, which uses no code that is measured, changed by ${formatChange(referenceChange)}.`;
  return {
    id: 'against',
    title: `Against “${base.label || base.id}”`,
    sheet: true,
    body: html`<p class="lead">Measured ${formatDate(base.startedAtMs)}. ${machine} A change counts when three things agree: p < 0.05 by Mann and Whitney's U, corrected by Holm over all series; a 95 % bootstrap interval of the median's change without 0; and more than the threshold.</p>${!alike && differing(differences)}${sorted.length ? tableOf(sorted, reach, alike) : html`<p>No series was measured in both.</p>`}`,
  };
}

function differing(differences: readonly { field: string; a: string; b: string }[]): Markup {
  return html`<div class="alarm" role="note"><h3>Not like with like</h3><p>They stand side by side; no change is held against the code.</p><ul>${differences.map(({ field, a, b }) => html`<li>${field}: <strong>${a}</strong> then, <strong>${b}</strong> now</li>`)}</ul></div><p></p>`;
}

function tableOf(verdicts: readonly SeriesVerdict[], reach: number, alike: boolean): Markup {
  const scale = `−${Math.round(reach * 100)} % to +${Math.round(reach * 100)} %`;
  return scrolled(
    'Changes by series',
    html`<table><thead><tr><th scope="col">Series</th><th scope="col">Verdict</th><th scope="col" class="number">Then</th><th scope="col" class="number">Now</th><th scope="col" class="number">Change of the median</th><th scope="col">${scale}</th><th scope="col" class="number">p, corrected</th></tr></thead><tbody>${verdicts.map((each) => rowOf(each, reach, alike))}</tbody></table>`,
  );
}

function rowOf(each: SeriesVerdict, reach: number, alike: boolean): Markup {
  const { unit, interval, adjustedP, verdict } = each;
  const changes = interval && `${formatChange(interval[0])} to ${formatChange(interval[1])}`;
  return html`<tr class="${verdict === 'within-noise' ? 'quiet' : ''}"><th scope="row">${each.title}<small><code>${each.seriesId}</code></small></th><td>${verdictChip(verdict)}${verdict === 'inconclusive' && alike && html`<small class="why">${each.why}</small>`}</td><td class="number">${formatValue(each.baseMedian, unit)}<small>n = ${digits(each.baseN)}</small></td><td class="number">${formatValue(each.runMedian, unit)}<small>n = ${digits(each.runN)}</small></td><td class="number">${formatChange(each.change)}<small>${changes ?? 'n too small'}</small></td><td>${changeBar(each.change, interval, reach)}</td><td class="number">${pWords(adjustedP)}</td></tr>`;
}

function pWords(p: number | undefined): string {
  if (p === undefined) return '–';
  if (p < 0.001) return '< 0.001';
  return p > 0.995 ? '1' : p.toPrecision(2);
}
