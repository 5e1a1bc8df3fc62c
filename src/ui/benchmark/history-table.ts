import { html, type TemplateResult } from 'lit';
import { benchmarkText } from '../text/benchmark/words';
import type { HistoryView } from './history-view';

/** What the chart draws, the newest first. */
export function historyTable({ chart, runs, seriesTitle }: HistoryView): TemplateResult {
  const text = benchmarkText();
  const drawn = new Set(chart.points.map(({ runId }) => runId));
  return html`<table>
    <caption class="visually-hidden">${seriesTitle}</caption>
    <thead>
      <tr>
        <th scope="col">${text.run}</th>
        <th scope="col">${text.history.stands}</th>
        <th class="number" scope="col">${text.median}</th>
        <th class="number" scope="col">${text.interval}</th>
        <th class="number" scope="col">n</th>
      </tr>
    </thead>
    <tbody>
      ${runs
        .filter(({ runId }) => drawn.has(runId))
        .map(
          ({ when, kind, baseline, median, interval, n }) => html`<tr>
            <th scope="row">${when}</th>
            <td>${baseline ? text.baseline : text.history.kinds[kind]}</td>
            <td class="number">${median}</td>
            <td class="number">${interval ?? html`<span class="absent">${text.nTooSmall}</span>`}</td>
            <td class="number">${n}</td>
          </tr>`,
        )}
    </tbody>
  </table>`;
}
