import { html, type TemplateResult } from 'lit';
import type { ErrorRowView, FigureGroupView, UnavailableView } from './dashboard-view';

const absent = html`<span class="absent">not measured</span>`;

export function figureGroups(groups: readonly FigureGroupView[]): TemplateResult {
  return html`<h2>More figures</h2>
    ${groups.map(
      ({ title, figures }) => html`<h3>${title}</h3>
        <dl class="figures">
          ${figures.map(
            ({ label, value }) => html`<div>
              <dt>${label}</dt>
              <dd>${value ?? absent}</dd>
            </div>`,
          )}
        </dl>`,
    )}`;
}

export function errorTable(errors: readonly ErrorRowView[]): TemplateResult {
  if (errors.length === 0) return html`<h2>Errors</h2><p class="soft">None in this time.</p>`;
  return html`<h2 id="errors">Errors</h2>
    <table aria-labelledby="errors">
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th class="number" scope="col">Count</th>
          <th class="number" scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        ${errors.map(
          ({ code, count, last }) => html`<tr>
            <th scope="row">${code}</th>
            <td class="number">${count}</td>
            <td class="number">${last}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

export function unavailableList(unavailable: readonly UnavailableView[]): TemplateResult {
  return html`<h2>What this browser does not tell</h2>
    ${
      unavailable.length === 0
        ? html`<p class="soft">Everything Sotto asks for is told here.</p>`
        : html`<dl class="reasons">
            ${unavailable.map(
              ({ name, reason }) => html`<div>
                <dt>${name} <span class="absent">not available</span></dt>
                <dd>${reason}</dd>
              </div>`,
            )}
          </dl>`
    }`;
}
