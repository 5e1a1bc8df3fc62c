/** What a file that was read would change, before it does. */
import { html, nothing, type TemplateResult } from 'lit';
import { words } from '../text/settings/words';
import { currentLocale } from '../text/text';
import { changeList } from './profile-cards';
import type { IncomingView, PartCountView, SettingsIntent } from './settings-view';
import { number } from './value-words';

export function incomingPart(incoming: IncomingView, fire: (intent: SettingsIntent) => void): TemplateResult {
  const all = words();
  const text = all.incoming;
  const { fileName, changes, unknown, wrong, hosts, backup } = incoming;
  return html`<section class="incoming" aria-labelledby="incoming-title">
    <h3 id="incoming-title" tabindex="-1"><bdi>${text.title(fileName)}</bdi></h3>
    ${
      backup
        ? html`<p>${text.backupOf(new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long', timeStyle: 'short' }).format(backup.atMs))}</p>
          ${parts(backup.parts)}`
        : nothing
    }
    <p>${changes.length > 0 ? text.settings(changes.length) : text.same}</p>
    ${changes.length > 0 ? changeList(changes) : nothing}
    ${hosts.length > 0 ? html`<p class="warning"><bdi>${text.hosts(hosts.join(', '))}</bdi></p>` : nothing}
    ${unknown.length > 0 ? html`<p class="soft">${text.unknown(unknown.join(', '))}</p>` : nothing}
    ${wrong.map(({ key, value, range }) => {
      const { title } = all.fields[key];
      const said = range ? text.range(title, value, number(range.min), number(range.max)) : text.wrong(title, value);
      return html`<p class="soft">${said}</p>`;
    })}
    <div class="actions">
      <button class="button primary" id="take" type="button" @click=${() => fire({ kind: 'take-file' })}>${text.take}</button>
      <button class="button" id="leave" type="button" @click=${() => fire({ kind: 'leave-file' })}>${text.leave}</button>
    </div>
  </section>`;
}

function parts(rows: readonly PartCountView[]): TemplateResult {
  const text = words().incoming;
  const names: Readonly<Record<string, string>> = text.parts;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${text.part}</th>
        ${[text.added, text.newer, text.kept, text.unreadable].map((head) => html`<th scope="col" class="number">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ part, added, newer, kept, unreadable }) => html`<tr>
          <th scope="row">${names[part] ?? part}</th>
          ${[added, newer, kept, unreadable].map((count) => html`<td class="number">${number(count)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}
