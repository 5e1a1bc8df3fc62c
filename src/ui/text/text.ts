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
/** What was asked for last: the language in use once its words are there. */
let wanted: Locale = 'en';
const sections: { load(wanted: Locale): Promise<void> }[] = [];
const listeners = new Set<() => void>();
/** Words on their way. */
const coming = new Set<Promise<void>>();

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
  const load = async (next: Locale): Promise<void> => {
    if (next === 'en' || known[next]) return;
    known[next] = (await translations[next]()).default;
  };
  sections.push({ load });
  // A part of the page that is fetched later brings its words with it.
  if (wanted !== 'en') awaited(load(wanted).then(told));
  return () => known[locale] ?? english;
}

/**
 * Changes the language of the page, its `lang` and its direction, once the words are there. Where another language is asked
 * for meanwhile, that one stays. Rejects when the words cannot be fetched; all is as it was then.
 */
export function setLocale(next: Locale): Promise<void> {
  wanted = next;
  const changed = Promise.all(sections.map(({ load }) => load(next))).then(
    () => {
      if (wanted === next) use(next);
    },
    (error: unknown) => {
      if (wanted === next) wanted = locale;
      throw error;
    },
  );
  if (next !== locale) awaited(changed);
  return changed;
}

/**
 * Resolves, and never rejects, once no words are on their way. What is drawn for the first time waits for it: English that
 * turns into another language before the eyes would be a flash.
 */
export async function wordsHere(): Promise<void> {
  while (coming.size > 0) await Promise.all(coming);
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

function use(next: Locale): void {
  locale = next;
  const { direction } = LOCALES.find((candidate) => candidate.locale === next) ?? LOCALES[0]!;
  document.documentElement.lang = next;
  document.documentElement.dir = direction;
  told();
}

function told(): void {
  for (const listener of listeners) listener();
}

/** Counts words as on their way until they have come, or could not. */
function awaited(words: Promise<unknown>): void {
  const end = () => {
    coming.delete(settled);
  };
  const settled: Promise<void> = words.then(end, end);
  coming.add(settled);
}
