/** Where the wait goes: each question's stages as a bar, in ms and in per cent. */
import type { SampleSeries } from '../../../../store/benchmark-run';
import type { Part } from '../../../../store/turn-record';
import { type Breakdown, breakdownOf, PART_TITLES } from '../../breakdown';
import { type Input, measured, PARTS, questionIds } from '../../run-samples';
import type { Figured } from '../figured-run';
import { digits } from '../figures';
import { html, type Markup, trusted } from '../markup';
import { type Section, scrolled } from './parts';

/** Hatchings over the colours, so that no two stages are told apart by colour alone; those of the dashboard. */
const HATCHES: Readonly<Record<Part, string>> = {
  vad: '',
  stt: '<path d="M-2 2 2 -2M0 8 8 0M6 10 10 6"/>',
  routing: '<circle cx="2" cy="2" r="1"/><circle cx="6" cy="6" r="1"/>',
  tool: '<path d="M0 2h8M0 6h8"/>',
  llm: '',
  tts: '<path d="M-2 6 2 10M0 0 8 8M6 -2 10 2"/>',
  audioOut: '<path d="M2 0v8M6 0v8"/>',
};

const PATTERNS = html`<svg width="0" height="0" aria-hidden="true"><defs>${PARTS.map((part) => html`<pattern id="fill-${part}" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="${part}" width="8" height="8"/><g fill="none" stroke="#fff" stroke-opacity="0.45" stroke-width="1.2">${trusted(HATCHES[part])}</g></pattern>`)}</defs></svg>`;

const LEGEND = html`<ul class="legend">${PARTS.map((part) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" fill="url(#fill-${part})"/></svg>${PART_TITLES[part]}</li>`)}</ul>`;

const INPUTS: Readonly<Record<Input, { title: string; about: string }>> = {
  spoken: { title: 'Spoken questions', about: 'All spoken questions' },
  typed: { title: 'Typed questions', about: 'All typed questions' },
};

export function waitSection({ run }: Figured): Section | undefined {
  const tables = (['spoken', 'typed'] as const).flatMap((input) => {
    const series = measured(run, questionIds(input)).filter(({ parts }) => parts);
    return series.length ? [tableOf(input, series)] : [];
  });
  if (!tables.length) return undefined;
  return {
    id: 'wait',
    title: 'Where the wait goes',
    body: html`${PATTERNS}<p class="lead">From the end of the question to the first audible sample of the answer. Means, since the means of the stages sum to the mean of the whole. Work that was done on a guess, before the turn was over, is not in it.</p>${LEGEND}${tables}`,
  };
}

function tableOf(input: Input, series: readonly SampleSeries[]): Markup {
  const rows = [
    { title: INPUTS[input].about, breakdown: breakdownOf(series) },
    ...series.map((each) => ({ title: each.title, breakdown: breakdownOf([each]) })),
  ].flatMap(({ title, breakdown }) => (breakdown ? [{ title, breakdown }] : []));
  const longestMs = Math.max(...rows.map(({ breakdown }) => breakdown.totalMs));
  const { title } = INPUTS[input];
  return html`<h3>${title}, in ms</h3>${scrolled(
    `${title}: stages`,
    html`<table class="breakdown"><thead><tr><th scope="col">Question</th><th scope="col">Stages</th>${PARTS.map((part) => html`<th scope="col" class="number">${PART_TITLES[part]}</th>`)}<th scope="col" class="number">Total</th></tr></thead><tbody>${rows.map((row) => rowOf(row.title, row.breakdown, longestMs))}</tbody></table>`,
  )}`;
}

function rowOf(title: string, breakdown: Breakdown, longestMs: number): Markup {
  const cells = breakdown.parts.map(
    ({ ms, share }) => html`<td class="number">${stageMs(ms)}<small>${shareWords(share)}</small></td>`,
  );
  return html`<tr><th scope="row">${title}<small>n = ${digits(breakdown.n)}</small></th><td class="stack-cell">${stack(breakdown, longestMs)}</td>${cells}<td class="number">${stageMs(breakdown.totalMs)}<small>100 %</small></td></tr>`;
}

/** So many digits as matter beside the others of its row. */
function stageMs(ms: number): string {
  if (ms > 0 && ms < 0.95) return '< 1';
  return digits(Math.round(ms));
}

function shareWords(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`;
}

const WIDTH = 400;

function stack({ parts }: Breakdown, longestMs: number): Markup {
  let x = 0;
  const bars = parts.map(({ part, ms }) => {
    const width = (ms / longestMs) * WIDTH;
    const bar = html`<rect x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="20" fill="url(#fill-${part})"/>`;
    x += width;
    return bar;
  });
  return html`<svg class="stack" viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
}
