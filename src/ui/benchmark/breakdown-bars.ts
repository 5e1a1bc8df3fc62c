import { html, svg, type TemplateResult } from 'lit';
import { stageFill, stageLegend } from '../dashboard/stage-patterns';
import { stages } from '../dashboard/turn-view';
import { benchmarkText } from '../text/benchmark/words';
import type { BreakdownRowView } from './results-view';

/** A share from here on has room for its figure in the bar. */
const ROOM = 0.09;

/** Where the time goes: a bar for each question. Needs `stagePatterns` in the same root. */
export function breakdownBars(rows: readonly BreakdownRowView[]): TemplateResult {
  return html`<ul class="breakdown">
      ${rows.map(
        ({ title, total, summary, length, parts }) => html`<li>
          <p class="of"><span>${title}</span><span>${total}</span></p>
          <div role="img" aria-label=${summary}>${bar(length, parts)}</div>
        </li>`,
      )}
    </ul>
    ${stageLegend()}`;
}

/** An svg of its own for each part keeps figures unstretched: positions are in per cent. */
function bar(length: number, parts: BreakdownRowView['parts']): TemplateResult {
  let atPercent = 0;
  const drawn = parts.map(({ key, share, percent }) => {
    const widthPercent = share * length * 100;
    const x = atPercent;
    atPercent += widthPercent;
    const label =
      share * length >= ROOM
        ? svg`<g class="label"><rect class="plate" x=${`${x + widthPercent / 2}%`} y="5" width="36" height="16" rx="8" transform="translate(-18 0)"></rect>
            <text x=${`${x + widthPercent / 2}%`} y="17" text-anchor="middle">${percent}</text></g>`
        : svg``;
    return svg`<rect x=${`${x}%`} y="0" width=${`${widthPercent}%`} height="26" fill=${stageFill(key)}></rect>${label}`;
  });
  return html`<svg class="stages" aria-hidden="true" focusable="false">${drawn}</svg>`;
}

/** The same as a table. */
export function breakdownTable(rows: readonly BreakdownRowView[]): TemplateResult {
  const text = benchmarkText().results;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${text.stagesTable}>
    <table>
      <caption class="visually-hidden">${text.stagesCaption}</caption>
      <thead>
        <tr>
          <th scope="col">${text.question}</th>
          ${stages().map(({ label }) => html`<th class="number" scope="col">${label}</th>`)}
          <th class="number" scope="col">${text.total}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ title, parts, total }) => html`<tr>
            <th scope="row">${title}</th>
            ${parts.map(({ value, percent }) => html`<td class="number">${value} <span class="soft">${percent}</span></td>`)}
            <td class="number">${total}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
