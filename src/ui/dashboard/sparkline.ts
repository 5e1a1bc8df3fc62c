import { html, nothing, svg, type TemplateResult } from 'lit';

/**
 * A small curve without axes; its words stand beside it. Starts at 0, so that small changes look small. Slots without a
 * value are spanned; a single value is a dash.
 */
export function sparkline(values: readonly (number | undefined)[]): TemplateResult | typeof nothing {
  const known = values.flatMap((value, i) => (value === undefined ? [] : [{ i, value }]));
  if (known.length === 0) return nothing;
  const top = Math.max(...known.map(({ value }) => value)) || 1;
  const x = (i: number) => (i / Math.max(1, values.length - 1)) * 100;
  const y = (value: number) => 19 - (value / top) * 18;
  const points = known.map(({ i, value }) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`);
  const first = known[0];
  if (known.length === 1 && first) points.push(`${(x(first.i) + 4).toFixed(1)},${y(first.value).toFixed(1)}`);
  return html`<svg class="spark" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<polyline points=${points.join(' ')} fill="none" vector-effect="non-scaling-stroke"></polyline>`}
  </svg>`;
}
