import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Part } from '../../store/turn-record';
import { dashboardText } from '../text/dashboard/words';
import { STAGE_KEYS, stages } from './turn-view';

/** Each stage has a hatching of its own, so that no two are told apart by colour alone. Drawn over the colour. */
const HATCHES: Readonly<Record<Part, SVGTemplateResult>> = {
  vad: svg``,
  stt: svg`<path class="hatch" d="M-2 2 2 -2M0 8 8 0M6 10 10 6"></path>`,
  routing: svg`<circle class="hatch dots" cx="2" cy="2" r="1.1"></circle><circle class="hatch dots" cx="6" cy="6" r="1.1"></circle>`,
  tool: svg`<path class="hatch" d="M0 2h8M0 6h8"></path>`,
  llm: svg``,
  tts: svg`<path class="hatch" d="M-2 6 2 10M0 0 8 8M6 -2 10 2"></path>`,
  audioOut: svg`<path class="hatch" d="M2 0v8M6 0v8"></path>`,
};

/** The fill of a stage: an SVG paint that `stagePatterns`, once in the same root, makes known. */
export function stageFill(key: Part): string {
  return `url(#stage-${key})`;
}

/** To be rendered once in every root that fills with stages. */
export const stagePatterns: TemplateResult = html`<svg class="patterns" aria-hidden="true" focusable="false">
  <defs>
    ${STAGE_KEYS.map(
      (key) => svg`<pattern id="stage-${key}" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class=${key} width="8" height="8"></rect>${HATCHES[key]}
      </pattern>`,
    )}
  </defs>
</svg>`;

/** Which hatching is which stage. */
export function stageLegend(): TemplateResult {
  return html`<ul class="legend" aria-label=${dashboardText().stages}>
  ${stages().map(
    ({ key, label }) => html`<li>
      <svg class="swatch" aria-hidden="true" focusable="false">
        <rect width="100%" height="100%" fill=${stageFill(key)}></rect></svg
      >${label}
    </li>`,
  )}
</ul>`;
}
