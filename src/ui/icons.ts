import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** Line icons on a 24-unit grid, drawn in the colour of the text around them. Hidden from assistive technology. */
function icon(body: SVGTemplateResult, kind = 'icon'): TemplateResult {
  return html`<svg class=${kind} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${body}</svg>`;
}

export const microphoneIcon = icon(svg`<rect x="9" y="3" width="6" height="11.5" rx="3"></rect>
  <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"></path>`);
export const microphoneOffIcon = icon(svg`<path d="M9 5.8A3 3 0 0 1 15 6v5.2M9 9v2.5a3 3 0 0 0 4.6 2.5"></path>
  <path d="M5.5 11.5a6.5 6.5 0 0 0 10.4 5.2m2.3-2.9c.2-.7.3-1.5.3-2.3M12 18v3M4 4l16 16"></path>`);
export const meterIcon = icon(svg`<path d="M5 14.5v3M9.7 10v7.5M14.3 6v11.5M19 12v5.5"></path>`);
export const stopIcon = icon(svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor"></rect>`);
export const fetchIcon = icon(svg`<path d="M12 4v10.5m-4.5-4 4.5 4.5 4.5-4.5M6 19.5h12"></path>`);
export const sendIcon = icon(svg`<path d="M12 19.5V5m-6 6 6-6 6 6"></path>`);
export const downIcon = icon(svg`<path d="M12 5v14m-6-6 6 6 6-6"></path>`);
/** Points to where reading goes on: `shared` mirrors it where that is to the left. */
export const chevronIcon = icon(svg`<path d="m9 6 6 6-6 6"></path>`, 'icon chevron');
export const closeIcon = icon(svg`<path d="m6.5 6.5 11 11m0-11-11 11"></path>`);
export const doneIcon = icon(svg`<path d="m5.5 12.5 4.2 4.2L18.5 8"></path>`);
export const alarmIcon = icon(svg`<path d="M12 8v5m0 3.4v.1"></path><circle cx="12" cy="12" r="9"></circle>`);
export const lockIcon = icon(svg`<rect x="5.5" y="10.5" width="13" height="9.5" rx="2.5"></rect>
  <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"></path>`);

export const settingsIcon = icon(svg`<path d="M4 8h9m6 0h1M4 16h1m6 0h9"></path>
  <circle cx="16" cy="8" r="2.75"></circle><circle cx="8" cy="16" r="2.75"></circle>`);
/** Bars of a chart: how Sotto performs. */
export const performanceIcon = icon(svg`<path d="M5 19.5v-6m7 6v-15m7 15v-10"></path>`);
/** A loudspeaker: the ear hears it instead of the user. */
export const loudspeakerIcon = icon(svg`<path d="M4.5 9.5v5h3.5l4.5 4v-13l-4.5 4z"></path>
  <path d="M16 9a4.2 4.2 0 0 1 0 6m2.5-8.5a7.8 7.8 0 0 1 0 11"></path>`);

export const replayIcon = icon(svg`<path d="M5 12a7 7 0 1 0 2.2-5.1L5 9M5 4.5V9h4.5"></path>`);
export const copyIcon = icon(svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2.5"></rect>
  <path d="M5.5 15.5a1.5 1.5 0 0 1-1-1.5V7A2.5 2.5 0 0 1 7 4.5h7a1.5 1.5 0 0 1 1.5 1"></path>`);
export const editIcon = icon(svg`<path d="M5 19l.9-3.9L15.6 5.4a1.9 1.9 0 0 1 2.7 0l.3.3a1.9 1.9 0 0 1 0 2.7L8.9 18.1z
  M13.8 7.2l3 3"></path>`);
export const deleteIcon =
  icon(svg`<path d="M5 7h14M9.5 7V5.5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V7m2.3 0-.7 10.6a2 2 0 0 1-2 1.9H9.9a2
  2 0 0 1-2-1.9L7.2 7m3.1 4v4.5m3.4-4.5v4.5"></path>`);
/** What was said before: lines of talk, one behind the other. */
export const conversationsIcon =
  icon(svg`<path d="M4.5 6.5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v4.5a2 2 0 0 1-2 2H9.5l-3 2.5V13a2 2 0 0 1-2-2z
  "></path><path d="M19 9.5c.4.3.5.8.5 1.5v4.5a2 2 0 0 1-2 2V20l-3-2.5h-3"></path>`);

/** The mark: a half disc beneath a line. "Sotto" means under. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M3 10.5h26" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"></path>
  <path class="lamp" d="M6.5 15h19a9.5 9.5 0 0 1-19 0z"></path>
</svg>`;
