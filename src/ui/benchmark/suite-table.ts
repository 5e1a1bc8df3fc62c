import { html, nothing, svg, type TemplateResult } from 'lit';
import { dash } from '../dashboard/dash';
import { chevronIcon } from '../icons';
import { benchmarkText } from '../text/benchmark/words';
import { dotPath } from './dots';
import { intervalBar } from './interval-bar';
import type { SeriesRowView, StripView, SuiteTableView } from './results-view';

/** One suite: a row for each series, and every raw sample behind a disclosure. @param open whether it is. */
export function suiteTable(
  { suite, title, oneAxis, rows, strips }: SuiteTableView,
  open: boolean,
  onToggle: (open: boolean) => void,
): TemplateResult {
  const { median, series, results: text } = benchmarkText();
  const headings = ['n', median, 'MAD', 'p95', 'p99'];
  const toggled = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement) onToggle(event.currentTarget.open);
  };
  return html`
    <h3 id="suite-${suite}">${title}</h3>
    <table class="cards" role="table" aria-labelledby="suite-${suite}">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${series}</th>
          ${headings.slice(0, 3).map((heading) => html`<th class="number" scope="col" role="columnheader">${heading}</th>`)}
          <th class="spread" scope="col" role="columnheader">${text.intervalOfMedian}</th>
          ${headings.slice(3).map((heading) => html`<th class="number" scope="col" role="columnheader">${heading}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">${rows.map(row)}</tbody>
    </table>
    ${
      strips.length > 0
        ? html`<details class="disclosure" .open=${open} @toggle=${toggled}>
            <summary>${chevronIcon}${text.showRaw}<span class="visually-hidden">: ${title}</span></summary>
            ${open ? html`<div class="strips">${strips.map(strip)}</div>` : nothing}
          </details>`
        : nothing
    }
    ${oneAxis ? html`<p class="soft small">${text.oneAxis}</p>` : nothing}
  `;
}

function row(series: SeriesRowView): TemplateResult {
  const { title, temperature, note, n, median, mad, interval, p95, p99, outliers, errors, spread } = series;
  const text = benchmarkText();
  const tooSmall = html`<span class="absent">${text.nTooSmall}</span>`;
  const none = dash();
  const measured = median !== undefined;
  const cell = (label: string, value: string | undefined, otherwise: TemplateResult) =>
    html`<td class="number" role="cell" data-label=${label}>${value ?? (measured ? otherwise : none)}</td>`;
  const remarks = [
    outliers > 0 ? text.results.outliersKept(outliers) : '',
    errors > 0 ? text.results.errors(errors) : '',
    note,
  ].filter(Boolean);
  return html`<tr role="row">
    <th scope="row" role="rowheader">
      ${title}${temperature === 'cold' ? html` <span class="cold">${text.results.cold}</span>` : nothing}
      ${remarks.length > 0 ? html`<span class="remark ${errors > 0 || series.status === 'failed' ? 'bad' : ''}">${remarks.join(' · ')}</span>` : nothing}
    </th>
    ${cell('n', n, none)} ${cell(text.median, median, none)} ${cell('MAD', mad, none)}
    <td class="spread" role="cell" data-label=${text.interval}>
      ${spread ? intervalBar(spread) : nothing}<span>${interval ?? (measured ? tooSmall : none)}</span>
    </td>
    ${cell('p95', p95, tooSmall)} ${cell('p99', p99, tooSmall)}
  </tr>`;
}

/** Samples in the order they were taken; outliers are ringed. */
function strip({ title, count, dots, outliers, median, top, topWords, summary }: StripView): TemplateResult {
  const place = ([i, value]: readonly [number, number]): [number, number] => [
    ((i + 0.5) / count) * 100,
    // Below 0 (memory that shrank) the dot lies on the floor; the summary says the value.
    100 - Math.max(0, value / top) * 100,
  ];
  const middle = 100 - Math.max(0, median / top) * 100;
  return html`<figure>
    <figcaption><span>${title}</span><span class="soft">${benchmarkText().results.upTo(String(count), topWords)}</span></figcaption>
    <div role="img" aria-label=${summary}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        ${svg`<line class="middle" x1="0" x2="100" y1=${middle} y2=${middle} vector-effect="non-scaling-stroke"></line>
          <path class="dots" d=${dotPath(dots.map(place))} vector-effect="non-scaling-stroke"></path>
          <path class="rings" d=${dotPath(outliers.map(place))} vector-effect="non-scaling-stroke"></path>
          <path class="holes" d=${dotPath(outliers.map(place))} vector-effect="non-scaling-stroke"></path>`}
      </svg>
    </div>
  </figure>`;
}
