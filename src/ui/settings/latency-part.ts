/** Which microphone and which speaker are the soonest, in figures. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatSeconds } from '../format';
import { words } from '../text/settings/words';
import type { LatencyRowView, LatencyView, SettingsIntent } from './settings-view';

export function latencyPart(view: LatencyView, fire: (intent: SettingsIntent) => void): TemplateResult {
  const text = words().latency;
  const measuring = view.kind === 'measuring';
  return html`<div class="part" id="latency">
    <h3>${text.title}</h3>
    <p class="soft">${text.lead}</p>
    <div aria-live="polite">
      ${
        view.kind === 'measured'
          ? html`${table(text.microphones, 'microphoneId', view.microphones)}
            ${
              view.speakers
                ? table(text.speakers, 'speakerId', view.speakers)
                : html`<p class="soft">${text.noSpeakers}</p>`
            }`
          : nothing
      }
    </div>
    <button
      class="button"
      id="measure"
      type="button"
      aria-disabled=${measuring}
      @click=${() => {
        if (!measuring) fire({ kind: 'measure-latency' });
      }}
    >
      ${measuring ? text.measuring : view.kind === 'measured' ? text.again : text.measure}
    </button>
  </div>`;

  function table(title: string, key: 'microphoneId' | 'speakerId', rows: readonly LatencyRowView[]): TemplateResult {
    if (rows.length === 0) return html`<h4>${title}</h4><p class="soft">${text.noDevices}</p>`;
    const use = (id: string) => fire({ kind: 'set', key, value: id });
    return html`<h4 id="latency-${key}">${title}</h4>
      <ul class="latencies" aria-labelledby="latency-${key}">
        ${rows.map(
          ({ id, label, latencyMs, lowest, chosen }) => html`<li>
            <bdi>${label}</bdi>
            <span class="figure">
              ${latencyMs === undefined ? text.untold : formatSeconds(latencyMs, 10_000)}${lowest ? ` · ${text.lowest}` : ''}
            </span>
            ${
              chosen
                ? html`<span class="soft">${text.chosen}</span>`
                : html`<button class="button" type="button" aria-label=${text.useName(label)} @click=${() => use(id)}>${text.use}</button>`
            }
          </li>`,
        )}
      </ul>`;
  }
}
