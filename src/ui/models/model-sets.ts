import { html, nothing, type TemplateResult } from 'lit';
import { modelsText } from '../text/models/words';
import { measuredWords } from './model-words';
import type { SetRowView, SetView } from './models-view';

/** What the documents say of model sizes and sets, beside what was measured on this device. */
export function modelSets(sizes: readonly SetRowView[], sets: readonly SetView[]): TemplateResult {
  const words = modelsText();
  return html`
    <h2 id="sets">${words.setsTitle}</h2>
    <p class="soft lead">${words.setsLead} <a href="#benchmark">${words.runBenchmark}</a></p>
    <div class="tables">
      ${table(words.sizesCaption, sizes)} ${sets.map(({ name, rows }) => table(words.setCaption[name], rows))}
    </div>
  `;
}

function table(caption: string, rows: readonly SetRowView[]): TemplateResult {
  const { columns, noneHere, notSaid } = modelsText();
  const said = (text: string | undefined) =>
    text === undefined ? html`<span class="absent">${notSaid}</span>` : html`<span lang="en" dir="auto">${text}</span>`;
  // What the documents say nothing of in the whole table needs no column.
  const has = (key: 'quotedSpeed' | 'quotedMemory' | 'quotedQuality') => rows.some((row) => row[key] !== undefined);
  const cell = (show: boolean, label: string, text: string | undefined) =>
    show ? html`<td data-label=${label}>${said(text)}</td>` : nothing;
  const heading = (show: boolean, label: string) => (show ? html`<th scope="col">${label}</th>` : nothing);
  return html`<table class="cards">
    <caption>${caption}</caption>
    <thead>
      <tr>
        <th scope="col">${columns.model}</th>
        ${heading(has('quotedSpeed'), columns.speed)} ${heading(has('quotedMemory'), columns.memory)}
        ${heading(has('quotedQuality'), columns.quality)}
        <th scope="col">${columns.here}</th>
        <th scope="col">${columns.measured}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr>
          <th scope="row" lang="en">${row.quotedModel}</th>
          ${cell(has('quotedSpeed'), columns.speed, row.quotedSpeed)}
          ${cell(has('quotedMemory'), columns.memory, row.quotedMemory)}
          ${cell(has('quotedQuality'), columns.quality, row.quotedQuality)}
          <td data-label=${columns.here}>${row.title ?? html`<span class="absent">${noneHere}</span>`}</td>
          <td data-label=${columns.measured}>${measured(row)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function measured({ title, measured: figure }: SetRowView): TemplateResult {
  const words = modelsText();
  if (!figure) return html`<span class="absent">${title === undefined ? '–' : words.notMeasured}</span>`;
  return html`<b>${measuredWords(figure)}</b><span class="soft from">${words.measuredFrom[figure.from](figure.n)}</span>`;
}
