/** The sections of the privacy page, each drawn from its part of the view. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatBytes } from '../format';
import { chevronIcon, doneIcon } from '../icons';
import { privacyText } from '../text/privacy/words';
import { currentLocale } from '../text/text';
import type { HostRow, KeptGroup, KeptGroupId, RequestRow } from './privacy-view';

const counted = (count: number) => new Intl.NumberFormat(currentLocale()).format(count);
const dayOf = (atMs: number) => new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' }).format(atMs);

/** What never leaves, and how anybody can see that. */
export function promiseSection(shown: boolean, onToggle: () => void): TemplateResult {
  const words = privacyText();
  return html`<section class="card" aria-labelledby="promise-title">
    <h2 id="promise-title">${words.promiseTitle}</h2>
    <ul class="promise">${words.promise.map((line) => html`<li>${doneIcon}<span>${line}</span></li>`)}</ul>
    <button id="prove" class="button" type="button" aria-expanded=${shown ? 'true' : 'false'} aria-controls="proof" @click=${onToggle}>
      ${words.prove}
    </button>
    <ol id="proof" class="proof" ?hidden=${!shown}>${words.proof.map((line) => html`<li>${line}</li>`)}</ol>
  </section>`;
}

export interface KeptSection {
  kept: readonly KeptGroup[];
  usedBytes: number | undefined;
  /** The group whose deletion is being asked about. */
  asking: KeptGroupId | undefined;
  onAsk(group: KeptGroupId | undefined): void;
  onRemove(group: KeptGroupId): void;
}

/** Everything that lies on the device, and a way to be rid of it. */
export function keptSection(section: KeptSection): TemplateResult {
  const words = privacyText();
  const { kept, usedBytes } = section;
  return html`<section class="card" aria-labelledby="kept-title">
    <h2 id="kept-title">${words.keptTitle}</h2>
    <p class="soft">${words.keptIntro}</p>
    <ul class="rows" role="list">${kept.map((group) => keptRow(group, section))}</ul>
    ${usedBytes === undefined ? nothing : html`<p class="used soft">${words.used(formatBytes(usedBytes))}</p>`}
    <details class="disclosure">
      <summary>${chevronIcon}<span>${words.whereTitle}</span></summary>
      <dl class="reasons">
        ${kept.map(
          ({ id, places }) =>
            html`<div><dt>${words.kept[id].title}</dt><dd class="address" dir="ltr">${places.join(', ') || '—'}</dd></div>`,
        )}
      </dl>
    </details>
  </section>`;
}

function keptRow({ id, items, sizeBytes }: KeptGroup, section: KeptSection): TemplateResult {
  const words = privacyText();
  const { title, about } = words.kept[id];
  const areFiles = id === 'models' || id === 'app';
  const count = areFiles ? words.files(items, counted(items)) : words.items(items, counted(items));
  const size = sizeBytes === undefined || items === 0 ? '' : ` · ${formatBytes(sizeBytes)}`;
  const asking = section.asking === id;
  const onKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    section.onAsk(undefined);
  };
  return html`<li class="row" data-group=${id}>
    <span class="what">
      <span class="name"><span>${title}</span><span class="amount">${items === 0 ? words.nothing : count + size}</span></span>
      <span class="soft">${about}</span>
    </span>
    ${
      asking
        ? html`<div class="confirm" role="group" aria-label=${words.removeQuestion(title)} @keydown=${onKeys}>
            <span class="question">${words.removeQuestion(title)}</span>
            <span class="answers">
              <button class="yes" type="button" @click=${() => section.onRemove(id)}>${words.removeYes}</button>
              <button class="no" type="button" @click=${() => section.onAsk(undefined)}>${words.keep}</button>
            </span>
          </div>`
        : html`<button class="button remove" type="button" aria-label=${words.removeNamed(title)} ?disabled=${items === 0}
            @click=${() => section.onAsk(id)}>${words.remove}</button>`
    }
  </li>`;
}

export interface HostSection {
  hosts: readonly HostRow[];
  needsReload: boolean;
  onClose(origin: string): void;
  onReload(): void;
}

/** Every host that can be contacted, what for, and when. */
export function hostSection({ hosts, needsReload, onClose, onReload }: HostSection): TemplateResult {
  const words = privacyText();
  return html`<section class="card" aria-labelledby="hosts-title">
    <h2 id="hosts-title" tabindex="-1">${words.hostsTitle}</h2>
    <p class="soft">${words.hostsIntro}${hosts.some(({ purpose }) => purpose !== 'own') ? nothing : ` ${words.hostsNone}`}</p>
    <ul class="rows" role="list">
      ${hosts.map(({ origin, purpose, removable, open }) => {
        const { what, when } = words.purpose[purpose];
        return html`<li class="row" data-purpose=${purpose}>
          <span class="what">
            <span class="name"><span class="address" dir="ltr">${origin}</span></span>
            <span>${what}</span>
            ${open ? html`<span class="soft">${when}</span>` : html`<span class="warning">${words.notOpen}</span>`}
          </span>
          ${
            removable
              ? html`<button class="button close" type="button" aria-label=${words.disallowNamed(origin)} @click=${() => onClose(origin)}>${words.disallow}</button>`
              : nothing
          }
        </li>`;
      })}
    </ul>
    ${
      needsReload
        ? html`<div class="reload"><p>${words.reloadNote}</p>
            <button id="reload" class="button primary" type="button" @click=${onReload}>${words.reload}</button></div>`
        : nothing
    }
  </section>`;
}

export interface RequestSection {
  requests: readonly RequestRow[];
  countedSinceMs: number | undefined;
  onForget(): void;
}

/** The counter of requests, and what it cannot see. */
export function requestSection({ requests, countedSinceMs, onForget }: RequestSection): TemplateResult {
  const words = privacyText();
  const amount = (count: number, bytes: number) =>
    html`<span>${words.requests(count, counted(count))}</span>
      ${bytes > 0 ? html`<span class="bytes">${formatBytes(bytes)}</span>` : nothing}`;
  const kept = requests.some(({ ever }) => ever !== undefined) || countedSinceMs !== undefined;
  return html`<section class="card" aria-labelledby="requests-title">
    <h2 id="requests-title">${words.requestsTitle}</h2>
    <div class="counted">
      <p>${countedSinceMs === undefined ? words.requestsUnkept : words.requestsIntro(dayOf(countedSinceMs))}</p>
      ${kept ? html`<button id="forget" class="button" type="button" @click=${onForget}>${words.forget}</button>` : nothing}
    </div>
    ${
      requests.length === 0
        ? html`<p class="empty">${words.requestsNone}</p>`
        : html`<table aria-labelledby="requests-title">
            <thead><tr>
              <th scope="col">${words.columns.origin}</th>
              <th scope="col" class="number">${words.columns.visit}</th>
              ${kept ? html`<th scope="col" class="number">${words.columns.ever}</th>` : nothing}
            </tr></thead>
            <tbody>${requests.map(
              (row) => html`<tr>
                <th scope="row">
                  <span class="address" dir="ltr">${row.origin}</span>
                  ${row.own ? html`<span class="whose">${words.own}</span>` : nothing}
                </th>
                <td class="number">${amount(row.visit, row.visitBytes)}</td>
                ${kept ? html`<td class="number">${amount(row.ever ?? 0, row.everBytes ?? 0)}</td>` : nothing}
              </tr>`,
            )}</tbody>
          </table>`
    }
    <h3>${words.limitsTitle}</h3>
    <ul class="limits">${words.limits.map((line) => html`<li>${line}</li>`)}</ul>
  </section>`;
}
