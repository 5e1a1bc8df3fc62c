/** When something was, and how much of it there is, in words. */
import { historyText } from './text/history/words';
import { currentLocale, type Locale } from './text/text';
import type { ConversationListView } from './view-model';

interface Formats {
  time: Intl.DateTimeFormat;
  weekday: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  dayOfYear: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
}

const known: Partial<Record<Locale, Formats>> = {};
const DAY_MS = 86_400_000;

/** "Today, 14:05", "Yesterday, 09:12", "Monday, 18:30", "3 November, 08:00", "3 November 2024, 08:00". */
export function whenWords(atMs: number, nowMs: number): string {
  return historyText().dayAndTime(dayWords(atMs, nowMs), formats().time.format(atMs));
}

function dayWords(atMs: number, nowMs: number): string {
  const { relative, weekday, day, dayOfYear } = formats();
  // Midnights may lie 23 or 25 hours apart: rounded, they are whole days.
  const days = Math.round((new Date(nowMs).setHours(0, 0, 0, 0) - new Date(atMs).setHours(0, 0, 0, 0)) / DAY_MS);
  if (days === 0 || days === 1) return capital(relative.format(-days, 'day'));
  if (days > 1 && days < 7) return weekday.format(atMs);
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (sameYear ? day : dayOfYear).format(atMs);
}

/** Making a format is slow, and there is a date in every row. */
function formats(): Formats {
  const locale = currentLocale();
  // English words, and the order and hours of most of the world.
  const tag = locale === 'en' ? 'en-GB' : locale;
  known[locale] ??= {
    time: new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }),
    weekday: new Intl.DateTimeFormat(tag, { weekday: 'long' }),
    day: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long' }),
    dayOfYear: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
  return known[locale];
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** What the list holds, or why it holds nothing. */
export function listWords({ items, query }: ConversationListView, keeping: boolean): string {
  const words = historyText();
  const { length } = items;
  if (query.trim() !== '') return length === 0 ? words.nothingFound(query.trim()) : words.found(length);
  if (length > 0) return words.count(length);
  return keeping ? words.noneYet : words.noneKept;
}

/** A title as part of a button's name: a question can be long. */
export function shortTitle(title: string): string {
  const letters = [...title];
  return letters.length <= 60 ? title : `${letters.slice(0, 59).join('').trimEnd()}…`;
}
