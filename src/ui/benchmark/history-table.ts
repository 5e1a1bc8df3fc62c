import { html, type TemplateResult } from 'lit';
import type { HistoryView, RunKind } from './history-view';

/** How a run stands to the one all are measured by, in words. */
export const RUN_KINDS: Readonly<Record<RunKind, string>> = {
  like: 'like with like',
  other: 'another fingerprint',
  invalid: 'disturbed',
};

/** What the chart draws, the newest first. */
export function historyTable({ chart, runs, seriesTitle }: HistoryView): TemplateResult {
  const drawn = new Set(chart.points.map(({ runId }) => runId));
  return html`<table>
    <caption class="visually-hidden">${seriesTitle}</caption>
    <thead>
      <tr>
        <th scope="col">Run</th>
        <th scope="col">Stands</th>
        <th class="number" scope="col">Median</th>
        <th class="number" scope="col">95% interval</th>
        <th class="number" scope="col">n</th>
      </tr>
    </thead>
    <tbody>
      ${runs
        .filter(({ runId }) => drawn.has(runId))
        .map(
          ({ when, kind, baseline, median, interval, n }) => html`<tr>
            <th scope="row">${when}</th>
            <td>${baseline ? 'baseline' : RUN_KINDS[kind]}</td>
            <td class="number">${median}</td>
            <td class="number">${interval ?? html`<span class="absent">n too small</span>`}</td>
            <td class="number">${n}</td>
          </tr>`,
        )}
    </tbody>
  </table>`;
}
