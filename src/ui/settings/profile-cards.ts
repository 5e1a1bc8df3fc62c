/** Several settings in one tap: what each profile would change stands there before the tap. */
import { html, nothing, type TemplateResult } from 'lit';
import { chevronIcon, doneIcon } from '../icons';
import { words } from '../text/settings/words';
import type { ChangeView, ProfileView, SettingsIntent, SettingsView } from './settings-view';
import { valueWords } from './value-words';

export function profileCards({ profiles, undo }: SettingsView, fire: (intent: SettingsIntent) => void): TemplateResult {
  const text = words().profiles;
  return html`<div class="profiles">${profiles.map((profile) => card(profile, profile.id === undo))}</div>`;

  function card({ id, changes }: ProfileView, undoable: boolean): TemplateResult {
    const { title, about } = text.names[id];
    return html`<section class="profile" aria-labelledby="profile-${id}">
      <h3 id="profile-${id}">${title}</h3>
      <p class="soft">${about}</p>
      ${
        changes.length === 0
          ? html`<p class="active">${doneIcon}<span>${text.active}</span></p>`
          : html`<details class="disclosure">
              <summary>${chevronIcon}<span>${text.changes(changes.length)}</span></summary>
              ${changeList(changes)}
            </details>`
      }
      <div class="actions">
        ${
          changes.length > 0
            ? html`<button
                class="button"
                id="use-${id}"
                type="button"
                aria-label=${text.applyName(title)}
                @click=${() => fire({ kind: 'apply-profile', id })}
              >
                ${text.apply}
              </button>`
            : nothing
        }
        ${
          undoable
            ? html`<button class="button" id="undo" type="button" aria-label=${text.undoName(title)} @click=${() => fire({ kind: 'undo' })}>
                ${text.undo}
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }
}

/** What is, and what would be. */
export function changeList(changes: readonly ChangeView[]): TemplateResult {
  const text = words();
  return html`<dl class="changes">
    ${changes.map(
      ({ key, before, after }) => html`<div>
        <dt>${text.fields[key].title}</dt>
        <dd>${text.change(valueWords(key, before), valueWords(key, after))}</dd>
      </div>`,
    )}
  </dl>`;
}
