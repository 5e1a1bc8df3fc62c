import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ChangeBarView } from './comparison-view';
import type { SpreadView } from './results-view';

/** A thin line from the least to the most, the 95 % interval as a block, the median as a stroke. Words stand beside it. */
export function intervalBar({ min, max, median, low, high }: SpreadView): TemplateResult {
  const x = (share: number) => (share * 100).toFixed(2);
  return html`<svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<line class="axis" x1="0" x2="100" y1="11.5" y2="11.5"></line>
      <line class="range" x1=${x(min)} x2=${x(max)} y1="6" y2="6" vector-effect="non-scaling-stroke"></line>
      ${low === undefined || high === undefined ? nothing : svg`<rect class="block" x=${x(low)} width=${x(Math.max(0.006, high - low))} y="2.5" height="7"></rect>`}
      <line class="median" x1=${x(median)} x2=${x(median)} y1="1" y2="11" vector-effect="non-scaling-stroke"></line>`}
  </svg>`;
}

/** A change with its interval, on both sides of none; the ground between the thresholds is what is too small to matter. */
export function changeBar({ change, low, high, threshold }: ChangeBarView): TemplateResult {
  const x = (share: number) => (50 + share * 50).toFixed(2);
  return html`<svg class="interval" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<rect class="ground" x=${x(-threshold)} width=${(threshold * 100).toFixed(2)} y="0" height="12"></rect>
      <line class="axis" x1="50" x2="50" y1="0" y2="12" vector-effect="non-scaling-stroke"></line>
      ${low === undefined || high === undefined ? nothing : svg`<line class="block-line" x1=${x(low)} x2=${x(high)} y1="6" y2="6" vector-effect="non-scaling-stroke"></line>`}
      <line class="median" x1=${x(change)} x2=${x(change)} y1="1.5" y2="10.5" vector-effect="non-scaling-stroke"></line>`}
  </svg>`;
}
