import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { formatPercent, formatSeconds } from './format';
import { guessWords } from './guess-words';
import { chevronIcon } from './icons';
import { shared } from './shared.styles';
import { latencyStyles } from './sotto-latency.styles';
import { conversationText } from './text/conversation/words';
import { Words } from './text/text';
import type { LatencyView } from './view-model';

/** How long a reply took, as a figure and a stacked bar; opened, as a table of its stages. */
export class SottoLatency extends LitElement {
  static override properties = { view: { attribute: false } };
  static override styles = [shared, latencyStyles];

  /** The turn's critical path; its parts sum to the total. */
  declare view: LatencyView | undefined;

  constructor() {
    super();
    this.view = undefined;
    new Words(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const view = this.view;
    if (!view) return nothing;
    const words = conversationText();
    const total = formatSeconds(view.totalMs);
    const guesses = view.guesses ? guessWords(view.guesses) : '';
    return html`
      <details>
        <summary>
          <span class="visually-hidden">${words.answeredIn}</span>
          <span class="total">${total}</span>
          ${bar(view)}
          <slot></slot>
          ${view.cold ? html`<span class="cold">${words.firstTurn}</span>` : nothing}
          ${chevronIcon}
        </summary>
        <table>
          <caption class="visually-hidden">${words.latencyCaption}</caption>
          <thead>
            <tr>
              <th scope="col">${words.stage}</th>
              <th scope="col">${words.time}</th>
              <th scope="col">${words.share}</th>
            </tr>
          </thead>
          <tbody>
            ${view.parts.map(
              (part) =>
                html`<tr>
                  <th scope="row">
                    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
                      <circle class=${part.key} cx="5" cy="5" r="5"></circle></svg
                    >${words.parts[part.key]}
                  </th>
                  <td>${formatSeconds(part.ms, 1000)}</td>
                  <td>${formatPercent(share(part.ms, view.totalMs))}</td>
                </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">${words.total}</th>
              <td>${total}</td>
              <td></td>
            </tr>
          </tfoot>
        </table>
        ${guesses ? html`<p class="guesses">${guesses}</p>` : nothing}
      </details>
    `;
  }
}

/** Nearest whole per cent: shares are compared with each other, so none is always rounded down. */
function share(ms: number, totalMs: number): number {
  return totalMs > 0 ? Math.round((ms / totalMs) * 100) : 0;
}

/** Widths are SVG attributes: the page's policy refuses inline styles, and Lit's styleMap begins with one. */
function bar(view: LatencyView): TemplateResult {
  const whole = view.parts.reduce((sum, part) => sum + Math.max(0, part.ms), 0) || 1;
  let x = 0;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    ${view.parts.map((part) => {
      const width = (Math.max(0, part.ms) / whole) * 100;
      const rect = svg`<rect class=${part.key} x=${x} y="0" width=${width} height="10"><title>${conversationText().parts[part.key]}: ${formatSeconds(part.ms, 1000)}</title></rect>`;
      x += width;
      return rect;
    })}
  </svg>`;
}

customElements.define('sotto-latency', SottoLatency);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-latency': SottoLatency;
  }
}
