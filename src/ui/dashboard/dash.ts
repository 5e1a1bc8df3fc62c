import { html, type TemplateResult } from 'lit';
import { dashboardText } from '../text/dashboard/words';

/** For what there is none of. */
export const dash = (): TemplateResult =>
  html`<span class="absent"><span aria-hidden="true">–</span><span class="visually-hidden">${dashboardText().none}</span></span>`;
