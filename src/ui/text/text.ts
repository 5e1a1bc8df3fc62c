/**
 * The words of the page in the user's language. A section is the words of one part of the page, in one object; its
 * translations are of the same type, so that none can miss a sentence, and are fetched when they are first needed.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Locale = 'en' | 'de' | 'ar';

/** The languages the page speaks, by their own names. */
export const LOCALES: readonly { locale: Locale; name: string; direction: 'ltr' | 'rtl' }[] = [
  { locale: 'en', name: 'English', direction: 'ltr' },
  { locale: 'de', name: 'Deutsch', direction: 'ltr' },
  { locale: 'ar', name: 'العربية', direction: 'rtl' },
];

type Translations<T> = Record<Exclude<Locale, 'en'>, () => Promise<{ default: T }>>;

let locale: Locale = 'en';
const sections: { load(wanted: Locale): Promise<void> }[] = [];
const listeners = new Set<() => void>();

/** The language in use. For numbers and dates: `Intl` takes it as it is. */
export function currentLocale(): Locale {
  return locale;
}

/**
 * Declares a section. @returns its words in the language in use; English until a translation has come, and where it could
 * not be fetched. Ask each time they are drawn: the language may change.
 */
export function textSection<T extends object>(english: T, translations: Translations<T>): () => T {
  const known: Partial<Record<Locale, T>> = { en: english };
  const load = async (wanted: Locale): Promise<void> => {
    if (wanted === 'en' || known[wanted]) return;
    known[wanted] = (await translations[wanted]()).default;
  };
  sections.push({ load });
  // A part of the page that is fetched later brings its words with it.
  if (locale !== 'en') void load(locale).then(told, () => {});
  return () => known[locale] ?? english;
}

/** Changes the language of the page, its `lang` and its direction, once the words are there. Rejects when they cannot be fetched. */
export async function setLocale(wanted: Locale): Promise<void> {
  await Promise.all(sections.map(({ load }) => load(wanted)));
  locale = wanted;
  const { direction } = LOCALES.find((candidate) => candidate.locale === wanted) ?? LOCALES[0]!;
  document.documentElement.lang = wanted;
  document.documentElement.dir = direction;
  told();
}

/** The language of the page among those it speaks that the user likes best. `preferred` as `navigator.languages` has them. */
export function bestLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const found = LOCALES.find((candidate) => candidate.locale === tag.toLowerCase().split('-')[0]);
    if (found) return found.locale;
  }
  return 'en';
}

/** Calls back when the words changed. @returns what ends that. */
export function onLocale(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Draws its element again when the language changes: `new Words(this)` in the constructor of each element with words. */
export class Words implements ReactiveController {
  #end: (() => void) | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#end = onLocale(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
  }
}

function told(): void {
  for (const listener of listeners) listener();
}
