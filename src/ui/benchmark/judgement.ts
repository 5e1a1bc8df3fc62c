import { html, nothing, type TemplateResult } from 'lit';
import { gradeChip, metChip } from './chips';
import type { AdviceView, DocumentView, SlaRowView } from './results-view';

/** A column for each document, its bands in its own words. */
export function gradeColumns(documents: readonly DocumentView[]): TemplateResult {
  return html`<div class="documents">
    ${documents.map(
      ({ document, title, overall, rows }) => html`<section class="document" aria-labelledby="document-${document}">
        <div class="head"><h3 id="document-${document}">${document} <span class="soft">${title}</span></h3>${gradeChip(overall)}</div>
        <ul>
          ${rows.map(
            ({ area, value, band, grade, note }) => html`<li>
              <p class="of"><span>${area}</span><span class="value">${value ?? nothing}</span></p>
              <p class="of"><q>${band}</q>${gradeChip(grade)}</p>
              ${note ? html`<p class="soft small">${note}</p>` : nothing}
            </li>`,
          )}
        </ul>
      </section>`,
    )}
  </div>`;
}

export function slaTable(rows: readonly SlaRowView[]): TemplateResult {
  return html`<table>
    <caption class="visually-hidden">Service levels</caption>
    <thead>
      <tr>
        <th scope="col">Promise</th>
        <th scope="col">Limit</th>
        <th class="number" scope="col">Measured</th>
        <th class="number" scope="col">Is</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, limit, value, met }) => html`<tr>
          <th scope="row">${name}</th>
          <td>${limit}</td>
          <td class="number">${met === undefined ? nothing : value}</td>
          <td class="number">${metChip(met)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

export function adviceList(advice: readonly AdviceView[]): TemplateResult {
  if (advice.length === 0) return html`<p class="soft">Nothing stands out.</p>`;
  return html`<ol class="advice">
    ${advice.map(
      ({ title, because, gain }) => html`<li>
        <p class="of"><b>${title}</b>${gain ? html`<span class="gain">gains ${gain}</span>` : nothing}</p>
        <p class="soft">${because}</p>
      </li>`,
    )}
  </ol>`;
}
