import { html, svg, type TemplateResult } from 'lit';
import { formatPercent } from '../format';
import { benchmarkText } from '../text/benchmark/words';
import type { RunStateView } from './benchmark-view';

/** How far a run is. A screen reader hears of each suite, and of a pause; the bar it can ask. */
export function runProgress(state: Extract<RunStateView, { kind: 'running' }>): TemplateResult {
  const { title, suite, share, done, elapsed, eta, paused, cancelling } = state;
  const text = benchmarkText().running;
  const percent = Math.floor(share * 100);
  const percentWords = formatPercent(percent);
  return html`<div class=${paused ? 'paused' : ''}>
    <div class="now">
      <p class="suite" role="status">${cancelling ? text.stopping : paused ? text.paused : suite}</p>
      <p class="series">${title}</p>
    </div>
    <div
      role="progressbar"
      aria-label=${text.progress}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent}
      aria-valuetext=${[percentWords, eta].filter(Boolean).join(', ')}
    >
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        ${svg`<rect class="ground" width="100" height="1"></rect><rect class="done" width=${share * 100} height="1"></rect>`}
      </svg>
    </div>
    <p class="times">
      <span>${percentWords}</span><span>${done}</span><span>${elapsed}</span>
      <span class="eta">${paused ? text.waits : (eta ?? text.notKnown)}</span>
    </p>
  </div>`;
}
