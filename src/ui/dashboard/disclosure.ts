import { html, nothing, type TemplateResult } from 'lit';
import { chevronIcon } from '../icons';
import { dashboardText } from '../text/dashboard/words';

/** A chart's table behind a disclosure. The table is made only while it is open: a month of rows need not be kept up to date unseen. */
export function tableDisclosure(
  open: boolean,
  onToggle: (open: boolean) => void,
  of: string,
  table: () => TemplateResult,
): TemplateResult {
  const toggled = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement) onToggle(event.currentTarget.open);
  };
  return html`<details class="disclosure" .open=${open} @toggle=${toggled}>
    <summary>${chevronIcon}${dashboardText().showTable}<span class="visually-hidden">: ${of}</span></summary>
    ${open ? table() : nothing}
  </details>`;
}
