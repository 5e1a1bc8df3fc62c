/** What every section is made of. */
import { html, type Markup } from '../markup';

type Inner = Markup | readonly Markup[];

export interface Section {
  id: string;
  title: string;
  body: Inner;
  /** Begins a new sheet of paper in print. */
  sheet?: boolean;
  look?: string;
}

export function sectionMarkup({ id, title, body, sheet, look }: Section): Markup {
  const classes = [sheet && 'sheet', look].filter(Boolean).join(' ');
  return html`<section id="${id}" class="${classes}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** A table that a narrow screen scrolls sideways; a keyboard reaches it to do so. @param label what it is of */
export function scrolled(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label} (table)">${table}</div>`;
}

/** Names with what they stand for. */
export function pairs(entries: readonly (readonly [name: string, value: string | Markup | undefined])[]): Markup {
  return html`<dl class="pairs">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value ?? html`<span class="soft">not told</span>`}</dd></div>`)}</dl>`;
}
