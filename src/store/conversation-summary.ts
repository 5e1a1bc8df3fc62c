/** What a list tells of a conversation, and how its words are found. */
import type { ConversationRecord } from './conversation-record';

export interface ConversationSummary {
  id: string;
  /** Its first question, cut to a line. */
  title: string;
  updatedAtMs: number;
  /** The words that were found, with some before and after; undefined without a search. */
  snippet: string | undefined;
}

const TITLE_CHARACTERS = 100;
/** Shown on either side of what was found. */
const BESIDE_CHARACTERS = 40;

/** A conversation in the list; undefined where a word of the query occurs nowhere in it. */
export function summaryOf(
  { id, updatedAtMs, lines }: ConversationRecord,
  query: string,
): ConversationSummary | undefined {
  const texts = lines.map(({ text }) => onOneLine(text));
  const title = cut(onOneLine((lines.find(({ role }) => role === 'user') ?? lines[0])?.text ?? ''), TITLE_CHARACTERS);
  const words = wordsOf(query);
  if (!words.length) return { id, title, updatedAtMs, snippet: undefined };
  const folded = texts.map((text) => fold(text).text);
  if (!words.every((word) => folded.some((text) => text.includes(word)))) return undefined;
  const phrase = words.join(' ');
  const together = folded.findIndex((text) => text.includes(phrase));
  if (together >= 0) return { id, title, updatedAtMs, snippet: around(texts[together] ?? '', phrase) };
  // The line with the most of them stands for the others.
  const found = folded.map((text) => words.filter((word) => text.includes(word)));
  const best = found.reduce((most, these, i) => (these.length > (found[most]?.length ?? 0) ? i : most), 0);
  return { id, title, updatedAtMs, snippet: around(texts[best] ?? '', found[best]?.[0] ?? '') };
}

/** A text without case and accents, and of each of its UTF-16 units the place in the text it comes from. */
export function fold(text: string): { text: string; at: number[] } {
  let folded = '';
  const at: number[] = [];
  let place = 0;
  for (const character of text) {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    folded += plain;
    for (let i = 0; i < plain.length; i++) at.push(place);
    place += character.length;
  }
  return { text: folded, at };
}

function wordsOf(query: string): string[] {
  return fold(query).text.split(/\s+/).filter(Boolean);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The found words and what stands beside them, cut between words where there are any. */
function around(text: string, wanted: string): string {
  const folded = fold(text);
  const found = folded.text.indexOf(wanted);
  const from = folded.at[found] ?? 0;
  const to = folded.at[found + wanted.length] ?? text.length;
  const before = text.slice(Math.max(0, from - BESIDE_CHARACTERS), from);
  const after = text.slice(to, to + BESIDE_CHARACTERS);
  const left = before.length < from ? `…${whole(before.replace(/^\S*\s/, ''))}` : before;
  const right = after.length < text.length - to ? `${whole(after.replace(/\s\S*$/, ''))}…` : after;
  return left + text.slice(from, to) + right;
}

function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = text.lastIndexOf(' ', characters);
  return `${whole(text.slice(0, end > characters / 2 ? end : characters))}…`;
}

/** Without the half of a character that a cut left over. */
function whole(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
