/** Finds settings by any of their words, whatever their case and accents. */
import { words } from '../text/settings/words';
import type { FieldView, SectionId } from './settings-view';
import { choiceWords } from './value-words';

/** Those in whose words every word of the query occurs; all without one. */
export function matching(fields: readonly FieldView[], query: string): FieldView[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  return fields.filter((field) => {
    const text = plain(textOf(field));
    return wanted.every((word) => text.includes(word));
  });
}

/** Whether such words stand in a part of the page that is no setting. */
export function matches(texts: readonly string[], query: string): boolean {
  const text = plain(texts.join(' '));
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function textOf({ key, section, control }: FieldView): string {
  const { fields, sections } = words();
  const { title, about } = fields[key];
  const values = control.kind === 'radio' ? control.values : [];
  const choices = values.flatMap((value) => {
    const choice = choiceWords(key, value);
    return [choice.title, choice.about];
  });
  return [title, about, sectionWords(sections, section), ...choices].join(' ');
}

const sectionWords = (sections: Readonly<Record<SectionId, string>>, section: SectionId) => sections[section];

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
