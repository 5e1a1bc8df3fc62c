/** Settings and everything else as files, and the end of everything. */
import { html, nothing, type TemplateResult } from 'lit';
import { words } from '../text/settings/words';
import { incomingPart } from './incoming-part';
import type { SettingsIntent, SettingsView } from './settings-view';

export interface CarryState {
  /** It was asked to delete everything, and is asked back. */
  asking: boolean;
  ask(asking: boolean): void;
}

export function carryPart(
  { incoming, busy }: SettingsView,
  state: CarryState,
  fire: (intent: SettingsIntent) => void,
): TemplateResult {
  const text = words().carry;
  const row = (title: string, about: string, control: TemplateResult) => html`<div class="field">
    <div class="words"><span class="title">${title}</span><span class="about">${about}</span></div>
    <div class="control">${control}</div>
  </div>`;
  const button = (id: string, label: string, intent: SettingsIntent) => html`<button
    class="button"
    id=${id}
    type="button"
    aria-disabled=${busy}
    @click=${() => {
      if (!busy) fire(intent);
    }}
  >
    ${label}
  </button>`;
  return html`
    ${row(text.settings, text.settingsAbout, button('export-settings', words().save, { kind: 'export-settings' }))}
    ${row(text.backup, text.backupAbout, button('export-backup', words().save, { kind: 'export-backup' }))}
    ${row(
      text.bring,
      text.bringAbout,
      html`<input id="file" type="file" accept=".json,.zip,application/json,application/zip" aria-label=${text.bring} @change=${read} />`,
    )}
    ${incoming ? incomingPart(incoming, fire) : nothing}
    ${row(
      text.wipe,
      text.wipeAbout,
      state.asking
        ? question()
        : html`<button class="button danger" id="wipe" type="button" @click=${() => state.ask(true)}>${text.wipe}…</button>`,
    )}
  `;

  function read({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const file = target.files?.[0];
    // The same file may be chosen once more.
    target.value = '';
    if (file) fire({ kind: 'read-file', file });
  }

  function question(): TemplateResult {
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape') state.ask(false);
    };
    const yes = ({ currentTarget }: Event) => {
      const box = currentTarget instanceof Element ? currentTarget.closest('.wipe')?.querySelector('input') : undefined;
      state.ask(false);
      fire({ kind: 'delete-everything', models: box?.checked ?? false });
    };
    return html`<div class="wipe" role="group" aria-label=${text.wipeQuestion} @keydown=${keys}>
      <p>${text.wipeQuestion}</p>
      <label><input type="checkbox" id="wipe-models" /> ${text.wipeModels}</label>
      <div class="actions">
        <button class="button danger" id="wipe-yes" type="button" @click=${yes}>${text.wipeYes}</button>
        <button class="button" id="wipe-no" type="button" @click=${() => state.ask(false)}>${text.keep}</button>
      </div>
    </div>`;
  }
}
