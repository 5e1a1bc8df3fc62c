import { describe, expect, it } from 'vitest';
import { guessWords } from '../../src/ui/guess-words';
import type { Stage } from '../../src/ui/view-model';
import { isFetching, isReplying, isUsable } from '../../src/ui/words';

const STAGES: Stage[] = [
  'starting',
  'setup',
  'loading',
  'ready',
  'listening',
  'hearing',
  'thinking',
  'speaking',
  'failed',
];

describe('stages', () => {
  it('have a reply to stop, or take a question', () => {
    expect(STAGES.filter(isReplying)).toEqual(['thinking', 'speaking']);
    expect(STAGES.filter(isUsable)).toEqual(['ready', 'listening', 'hearing', 'thinking', 'speaking']);
  });
});

describe('isFetching', () => {
  const loading = { rows: [], loadedBytes: 10, totalBytes: 20, fromNetwork: true, resumable: false };

  it('is about bytes that are still to come over the network', () => {
    expect(isFetching(loading)).toBe(true);
    expect(isFetching({ ...loading, loadedBytes: 20 })).toBe(false);
    expect(isFetching({ ...loading, fromNetwork: false })).toBe(false);
  });
});

describe('guessWords', () => {
  it.each([
    [{ begun: 0, dropped: 0, wastedMs: 0 }, ''],
    [{ begun: 1, dropped: 0, wastedMs: 0 }, 'Started early: 1 try, kept'],
    [{ begun: 2, dropped: 0, wastedMs: 0 }, 'Started early: 2 tries, none dropped'],
    [{ begun: 1, dropped: 1, wastedMs: 95.4 }, 'Started early: 1 try, dropped (95 ms of work)'],
    [{ begun: 2, dropped: 1, wastedMs: 180 }, 'Started early: 2 tries, 1 dropped (180 ms of work)'],
    [{ begun: 4, dropped: 3, wastedMs: 1240 }, 'Started early: 4 tries, 3 dropped (1.24 s of work)'],
  ])('says of %o: %s', (guesses, words) => {
    expect(guessWords(guesses)).toBe(words);
  });
});
