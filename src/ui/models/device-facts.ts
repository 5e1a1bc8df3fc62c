import { html, type TemplateResult } from 'lit';
import { modelsText } from '../text/models/words';
import type { DeviceView } from './models-view';

/** What this device carries and why, with what the browser told of it. */
export function deviceFacts(device: DeviceView | undefined): TemplateResult {
  const words = modelsText();
  if (!device) return html`<p class="soft">${words.deviceAsking}</p>`;
  const { tier, reason, cores, memoryGb, isolated, gpu } = device;
  const rows: [string, string][] = [
    [words.cores, String(cores)],
    [words.memoryHere, memoryGb === undefined ? words.notKnown : words.gigabytes(memoryGb)],
    [words.isolation, isolated ? words.yes : words.no],
    [words.gpu, gpu === undefined ? words.gpuNone : gpu || words.gpuUnnamed],
  ];
  return html`
    <p class="tier">${words.tiers[tier]}</p>
    <p class="why">${words.tierReasons[reason]}</p>
    <dl class="figures">
      ${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
  `;
}
