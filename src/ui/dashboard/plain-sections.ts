import { html, type TemplateResult } from 'lit';
import { dashboardText } from '../text/dashboard/words';
import type { ErrorRowView, FigureGroupView, UnavailableView } from './dashboard-view';

/** Where a figure would stand. */
export const notMeasured = (): TemplateResult => html`<span class="absent">${dashboardText().notMeasured}</span>`;

export function figureGroups(groups: readonly FigureGroupView[]): TemplateResult {
  return html`<h2>${dashboardText().figures.title}</h2>
    ${groups.map(
      ({ title, figures }) => html`<h3>${title}</h3>
        <dl class="figures">
          ${figures.map(
            ({ label, value }) => html`<div>
              <dt>${label}</dt>
              <dd>${value ?? notMeasured()}</dd>
            </div>`,
          )}
        </dl>`,
    )}`;
}

export function errorTable(errors: readonly ErrorRowView[]): TemplateResult {
  const text = dashboardText().errors;
  if (errors.length === 0) return html`<h2>${text.title}</h2><p class="soft">${text.nothing}</p>`;
  return html`<h2 id="errors">${text.title}</h2>
    <table aria-labelledby="errors">
      <thead>
        <tr>
          <th scope="col">${text.code}</th>
          <th class="number" scope="col">${text.count}</th>
          <th class="number" scope="col">${text.last}</th>
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
  const { unavailable: text, notAvailable } = dashboardText();
  return html`<h2>${text.title}</h2>
    ${
      unavailable.length === 0
        ? html`<p class="soft">${text.nothing}</p>`
        : html`<dl class="reasons">
            ${unavailable.map(
              ({ name, reason }) => html`<div>
                <dt>${name} <span class="absent">${notAvailable}</span></dt>
                <dd>${reason}</dd>
              </div>`,
            )}
          </dl>`
    }`;
}
