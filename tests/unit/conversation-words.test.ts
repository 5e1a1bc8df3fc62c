import { describe, expect, test } from 'vitest';
import { matches } from '../../src/ui/sotto-history.match';
import { listWords, shortTitle, whenWords } from '../../src/ui/sotto-history.words';

/** What was found in square brackets. */
const shown = (text: string, query: string) =>
  matches(text, query)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');

describe('where a search found its words', () => {
  test.each([
    ['Café Central', 'cafe', '[Café] Central'],
    ['the CAFE, a café', 'Café', 'the [CAFE], a [café]'],
    ['Cafe\u0301 Central', 'cafe', '[Cafe\u0301] Central'],
    ['ﬁne 😀 İstanbul', 'istanbul', 'ﬁne 😀 [İstanbul]'],
    ['light in the morning', 'the light', '[light] in [the] morning'],
    ['a (b) [c]* .', '(b) [c]*', 'a [(b) [c]*] .'],
    ['words', '', 'words'],
    ['words', '  ', 'words'],
    ['words', 'x', 'words'],
    ['', 'x', ''],
    ['\u0301x', 'x', '\u0301[x]'],
  ])('%j for %j', (text, query, expected) => expect(shown(text, query)).toBe(expected));

  test('the pieces are the text', () => {
    const text = 'Ein Straßenname, ÀÉÎ 😀 and e\u0301';
    for (const query of ['s', 'e', 'aei', 'strasse', ' ', '😀']) {
      expect(
        matches(text, query)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });
});

describe('when a conversation was', () => {
  const now = new Date(2026, 10, 20, 15, 30).getTime();
  test.each([
    [new Date(2026, 10, 20, 0, 1), 'Today, 00:01'],
    [new Date(2026, 10, 19, 23, 59), 'Yesterday, 23:59'],
    [new Date(2026, 10, 18, 8, 0), 'Wednesday, 08:00'],
    [new Date(2026, 10, 14, 8, 0), 'Saturday, 08:00'],
    [new Date(2026, 10, 13, 8, 0), '13 November, 08:00'],
    [new Date(2025, 11, 31, 8, 0), '31 December 2025, 08:00'],
    // A device whose clock went back.
    [new Date(2026, 10, 21, 8, 0), '21 November, 08:00'],
  ])('%s', (at, words) => expect(whenWords(at.getTime(), now)).toBe(words));
});

test('what the list holds is said in words', () => {
  const item = { id: 'a', title: 'a', updatedAtMs: 0, snippet: undefined, current: false };
  expect(listWords({ items: [item], query: '' }, true)).toBe('One conversation');
  expect(listWords({ items: [item, item], query: '' }, false)).toBe('2 conversations');
  expect(listWords({ items: [item], query: 'x' }, true)).toBe('1 found');
  expect(listWords({ items: [], query: ' x ' }, true)).toBe('Nothing found for “x”.');
  expect(listWords({ items: [], query: '' }, true)).toContain('Nothing kept yet');
  expect(listWords({ items: [], query: '' }, false)).toContain('In Settings');
});

test('a long title is shortened by letters, not in the midst of one', () => {
  expect(shortTitle('a'.repeat(60))).toBe('a'.repeat(60));
  expect(shortTitle('😀'.repeat(61))).toBe(`${'😀'.repeat(59)}…`);
});
