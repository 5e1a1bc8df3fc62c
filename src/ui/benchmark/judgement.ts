import { html, nothing, type TemplateResult } from 'lit';
import { benchmarkText } from '../text/benchmark/words';
import { gradeChip, metChip } from './chips';
import type { AdviceView, DocumentView, SlaRowView } from './results-view';

/**
 * A column for each document: areas and bands are the document's own words, and notes come in English from whoever judges.
 */
export function gradeColumns(documents: readonly DocumentView[]): TemplateResult {
  return html`<div class="documents">
    ${documents.map(
      ({ document, title, overall, rows }) => html`<section class="document" aria-labelledby="document-${document}">
        <div class="head"><h3 id="document-${document}">${document} <span class="soft">${title}</span></h3>${gradeChip(overall)}</div>
        <ul>
          ${rows.map(
            ({ area, value, band, grade, note }) => html`<li>
              <p class="of"><span lang="en" dir="auto">${area}</span><span class="value">${value ?? nothing}</span></p>
              <p class="of"><q lang="en" dir="ltr">${band}</q>${gradeChip(grade)}</p>
              ${note ? html`<p class="soft small" lang="en" dir="auto">${note}</p>` : nothing}
            </li>`,
          )}
        </ul>
      </section>`,
    )}
  </div>`;
}

export function slaTable(rows: readonly SlaRowView[]): TemplateResult {
  const text = benchmarkText().results;
  return html`<table>
    <caption class="visually-hidden">${text.levels}</caption>
    <thead>
      <tr>
        <th scope="col">${text.promise}</th>
        <th scope="col">${text.limit}</th>
        <th class="number" scope="col">${text.measured}</th>
        <th class="number" scope="col">${text.is}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, limit, value, met }) => html`<tr>
          <th scope="row">${name}</th>
          <td>${limit}</td>
          <td class="number" lang="en" dir="auto">${met === undefined ? nothing : value}</td>
          <td class="number">${metChip(met)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Advice is said in English, with its sums, by whoever works it out. */
export function adviceList(advice: readonly AdviceView[]): TemplateResult {
  const text = benchmarkText().results;
  if (advice.length === 0) return html`<p class="soft">${text.nothingStandsOut}</p>`;
  return html`<ol class="advice">
    ${advice.map(
      ({ title, because, gain }) => html`<li>
        <p class="of"><b lang="en" dir="auto">${title}</b>${gain ? html`<span class="gain">${text.gains(gain)}</span>` : nothing}</p>
        <p class="soft" lang="en" dir="auto">${because}</p>
      </li>`,
    )}
  </ol>`;
}
