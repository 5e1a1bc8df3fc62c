import { describe, expect, it } from 'vitest';
import { wordsHeard } from '../../src/agent/words-heard';

const FIRST = { text: 'The capital is Paris,', audioMs: 1000, wordEndsMs: [200, 600, 700, 1000] };
const SECOND = { text: 'in the north.', audioMs: 900, wordEndsMs: [300, 600, 900] };

describe('the words heard of a reply', () => {
  it.each([
    [0, ''],
    [100, ''],
    [101, 'The'],
    [200, 'The'],
    [400, 'The'],
    [401, 'The capital'],
    [700, 'The capital is'],
    [850, 'The capital is'],
    [851, 'The capital is Paris,'],
    [1000, 'The capital is Paris,'],
    [1100, 'The capital is Paris,'],
    [1200, 'The capital is Paris, in'],
    [1899, 'The capital is Paris, in the north.'],
    [9999, 'The capital is Paris, in the north.'],
  ])('after %i ms', (playedMs, heard) => expect(wordsHeard([FIRST, SECOND], playedMs)).toBe(heard));

  it('are in proportion where the voice said more words than were written', () => {
    // "twenty five dollars and fifty cents"
    const clause = { text: '$25.50 is it.', audioMs: 800, wordEndsMs: [100, 200, 300, 400, 500, 600, 700, 800] };
    expect(wordsHeard([clause], 100)).toBe('');
    expect(wordsHeard([clause], 300)).toBe('$25.50');
    expect(wordsHeard([clause], 500)).toBe('$25.50 is');
    expect(wordsHeard([clause], 800)).toBe('$25.50 is it.');
  });

  it('are cut by characters where nobody knows when words end', () => {
    const clause = { text: 'one two  three four', audioMs: 1900, wordEndsMs: [] };
    expect(wordsHeard([clause], 100)).toBe('');
    expect(wordsHeard([clause], 300)).toBe('one');
    expect(wordsHeard([clause], 1300)).toBe('one two  three');
    expect(wordsHeard([clause], 1900)).toBe('one two  three four');
  });

  it('are none of a clause that was not made, nor of any after it', () => {
    expect(wordsHeard([{ text: 'Nothing yet.', audioMs: 0, wordEndsMs: [] }, SECOND], 5000)).toBe('');
    expect(wordsHeard([FIRST, { text: 'Nothing yet.', audioMs: 0, wordEndsMs: [] }], 5000)).toBe(
      'The capital is Paris,',
    );
    expect(wordsHeard([], 5000)).toBe('');
  });

  it('are not all of a clause whose audio is half made', () => {
    expect(wordsHeard([{ ...FIRST, audioMs: 650 }], 650)).toBe('The capital');
  });
});
