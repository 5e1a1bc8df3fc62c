import { html, nothing, type TemplateResult } from 'lit';
import { confirmTemplate } from './confirm';
import { deleteIcon, fetchIcon } from './icons';
import { matches } from './sotto-history.match';
import { shortTitle, whenWords } from './sotto-history.words';
import { historyText } from './text/history/words';
import type { ConversationItemView } from './view-model';

/** What is unfolded under a conversation of the list. */
export type Unfolded = 'export' | 'delete' | undefined;

export interface ItemOptions {
  query: string;
  nowMs: number;
  unfolded: Unfolded;
  onOpen: () => void;
  onUnfold: (what: Unfolded) => void;
  onDelete: () => void;
  onExport: (format: 'markdown' | 'json') => void;
}

/** A kept conversation: its first question, when it was, where the search found its words, and what can be done with it. */
export function itemTemplate(item: ConversationItemView, options: ItemOptions): TemplateResult {
  const { query, nowMs, unfolded, onOpen, onUnfold } = options;
  const words = historyText();
  const name = words.quoted(shortTitle(item.title));
  return html`
    <li data-id=${item.id} ?data-current=${item.current}>
      <div class="item">
        <button class="open" type="button" aria-current=${item.current ? 'true' : nothing} @click=${onOpen}>
          <span class="title" dir="auto">${marked(item.title, query)}</span>
          <span class="when">${whenWords(item.updatedAtMs, nowMs)}${item.current ? html` · <b>${words.openNow}</b>` : nothing}</span>
          ${item.snippet === undefined ? nothing : html`<span class="snippet" dir="auto">${marked(item.snippet, query)}</span>`}
        </button>
        <button
          class="icon-button small export"
          type="button"
          aria-label=${words.exportNamed(name)}
          title=${words.exportIt}
          aria-expanded=${unfolded === 'export'}
          @click=${() => onUnfold(unfolded === 'export' ? undefined : 'export')}
        >
          ${fetchIcon}
        </button>
        <button class="icon-button small delete" type="button" aria-label=${words.deleteNamed(name)} title=${words.deleteIt} @click=${() => onUnfold('delete')}>
          ${deleteIcon}
        </button>
      </div>
      ${unfolded === undefined ? nothing : html`<div class="unfolded">${unfoldedTemplate(unfolded, name, options)}</div>`}
    </li>
  `;
}

function unfoldedTemplate(what: 'export' | 'delete', name: string, options: ItemOptions): TemplateResult {
  const { onUnfold, onDelete, onExport } = options;
  const words = historyText();
  if (what === 'delete') {
    return confirmTemplate({
      question: words.deleteQuestion,
      yes: words.deleteIt,
      onYes: onDelete,
      onNo: () => onUnfold(undefined),
    });
  }
  return html`
    <div class="formats" role="group" aria-label=${words.exportNamedAs(name)}>
      <span aria-hidden="true">${words.exportAs}</span>
      <button type="button" @click=${() => onExport('markdown')}>Markdown</button>
      <button type="button" @click=${() => onExport('json')}>JSON</button>
    </div>
  `;
}

function marked(text: string, query: string): (string | TemplateResult)[] {
  return matches(text, query).map((piece) => (piece.hit ? html`<mark>${piece.text}</mark>` : piece.text));
}
