/** When something was, and how much of it there is, in words. */
import type { ConversationListView } from './view-model';

const LOCALE = 'en-GB';
const TIME = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DAY_MS = 86_400_000;

/** "Today, 14:05", "Yesterday, 09:12", "Monday, 18:30", "3 November, 08:00", "3 November 2024, 08:00". */
export function whenWords(atMs: number, nowMs: number): string {
  return `${dayWords(atMs, nowMs)}, ${TIME.format(atMs)}`;
}

function dayWords(atMs: number, nowMs: number): string {
  // Midnights may lie 23 or 25 hours apart: rounded, they are whole days.
  const days = Math.round((new Date(nowMs).setHours(0, 0, 0, 0) - new Date(atMs).setHours(0, 0, 0, 0)) / DAY_MS);
  if (days === 0 || days === 1) return capital(RELATIVE.format(-days, 'day'));
  if (days > 1 && days < 7) return WEEKDAY.format(atMs);
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (sameYear ? DAY : DAY_OF_YEAR).format(atMs);
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** What the list holds, or why it holds nothing. */
export function listWords({ items, query }: ConversationListView, keeping: boolean): string {
  const { length } = items;
  if (query.trim() !== '') return length === 0 ? `Nothing found for “${query.trim()}”.` : `${length} found`;
  if (length > 0) return length === 1 ? 'One conversation' : `${length} conversations`;
  return keeping
    ? 'Nothing kept yet. What you ask and what Sotto answers will be found here, on this device only.'
    : 'Nothing is kept. In Settings, Sotto can be told to keep conversations on this device.';
}

/** A title as part of a button's name: a question can be long. */
export function shortTitle(title: string): string {
  const letters = [...title];
  return letters.length <= 60 ? title : `${letters.slice(0, 59).join('').trimEnd()}…`;
}
