import { html, nothing, svg, type TemplateResult } from 'lit';
import { dashboardText } from '../text/dashboard/words';
import type { Band } from './dashboard-view';

/** A full disc, a half one, a triangle: the shape says it as well as the colour. */
const GLYPHS = {
  good: svg`<circle cx="6" cy="6" r="5"></circle>`,
  acceptable: svg`<path d="M1 6a5 5 0 0 0 10 0z"></path><circle class="ring" cx="6" cy="6" r="4.5"></circle>`,
  poor: svg`<path d="M6 .8 11.6 11H.4z"></path>`,
} as const;

/** A verdict as shape and word; nothing when there is no target. @param short: the word is for screen readers only. */
export function bandChip(band: Band | undefined, short = false): TemplateResult | typeof nothing {
  if (!band) return nothing;
  return html`<span class="band ${band}"
    ><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">${GLYPHS[band]}</svg
    ><span class=${short ? 'visually-hidden' : ''}>${dashboardText().bands[band]}</span></span
  >`;
}
