/** Which language the page speaks: the user's choice, or else the browser's. */
import type { Preferences } from '../../store/preferences';
import { bestLocale, LOCALES, type Locale, setLocale } from './text';

type Choice = Preferences['locale'];

/**
 * The preferences lie in a database, and are read only after the page is first drawn. So that a page whose user chose
 * another language than the browser's does not begin in the wrong one, this word alone lies where it is read at once.
 */
const KEY = 'sotto:locale';

/** Before the preferences are read: the language of the last visit. Rejects when its words cannot be fetched. */
export function beginLocale(): Promise<void> {
  return setLocale(localeOf(remembered()));
}

/** Once the preferences are read, and whenever they change. Rejects when the words cannot be fetched. */
export function followLocale(choice: Choice): Promise<void> {
  remember(choice);
  return setLocale(localeOf(choice));
}

/** The language that a choice means in this browser. */
export function localeOf(choice: Choice): Locale {
  return choice === 'auto' ? bestLocale(navigator.languages) : choice;
}

function remembered(): Choice {
  try {
    const stored = localStorage.getItem(KEY);
    return LOCALES.find(({ locale }) => locale === stored)?.locale ?? 'auto';
  } catch {
    // Storage is forbidden here: the browser's language.
    return 'auto';
  }
}

function remember(choice: Choice): void {
  try {
    if (choice === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Forbidden or full: the next visit begins in the browser's language.
  }
}
