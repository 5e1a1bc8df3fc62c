import { html, svg, type TemplateResult } from 'lit';
import type { RunStateView } from './benchmark-view';

/** How far a run is. A screen reader hears of each suite, and of a pause; the bar it can ask. */
export function runProgress(state: Extract<RunStateView, { kind: 'running' }>): TemplateResult {
  const { title, suite, share, done, elapsed, eta, paused, cancelling } = state;
  const percent = Math.floor(share * 100);
  return html`<div class=${paused ? 'paused' : ''}>
    <div class="now">
      <p class="suite" role="status">${cancelling ? 'Stopping' : paused ? 'Paused: this tab is hidden' : suite}</p>
      <p class="series">${title}</p>
    </div>
    <div
      role="progressbar"
      aria-label="Progress"
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent}
      aria-valuetext=${[`${percent}%`, eta].filter(Boolean).join(', ')}
    >
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        ${svg`<rect class="ground" width="100" height="1"></rect><rect class="done" width=${share * 100} height="1"></rect>`}
      </svg>
    </div>
    <p class="times">
      <span>${percent}%</span><span>${done}</span><span>${elapsed}</span>
      <span class="eta">${paused ? 'waits until it is seen' : (eta ?? 'time left: not known yet')}</span>
    </p>
  </div>`;
}
