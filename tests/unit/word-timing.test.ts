import { describe, expect, it } from 'vitest';
import { wordEndFrames } from '../../workers/tts/word-timing';

const knows = (phoneme: string) => phoneme !== 'q';
/** Two frames for the start and its pad, then so many for each phoneme and one for its pad, then the end. */
const durationsOf = (...frames: number[]) => Float32Array.from([1, 1, ...frames.flatMap((n) => [n, 1]), 5]);

describe('where words end', () => {
  it('is where their phonemes end, the space after not counted', () => {
    const stretches = [{ words: ['hi', 'you'], phonemes: 'ab cd', after: '.' }];
    expect(wordEndFrames(stretches, knows, durationsOf(2, 3, 1, 4, 5, 6))).toEqual([9, 22]);
  });

  it('goes on over punctuation, and past phonemes the voice does not know', () => {
    const stretches = [
      { words: ['so'], phonemes: 'aq', after: ', ' },
      { words: ['go'], phonemes: 'b', after: '' },
    ];
    // a, comma, space, b
    expect(wordEndFrames(stretches, knows, durationsOf(3, 4, 5, 6))).toEqual([6, 24]);
  });

  it('is shared out by length where espeak joins or splits words, digits counted as words', () => {
    const joined = [{ words: ['of', 'a'], phonemes: 'abc', after: '' }];
    expect(wordEndFrames(joined, knows, durationsOf(2, 2, 2))).toEqual([8, 11]);
    const split = [{ words: ['12', 'cats'], phonemes: 'a b c', after: '' }];
    const [number, word] = wordEndFrames(split, knows, durationsOf(2, 2, 2, 2, 2));
    expect(number).toBeGreaterThan(10);
    expect(word).toBe(17);
  });

  it('has as many as there are words, and goes only forward', () => {
    const stretches = [
      { words: [], phonemes: '', after: '' },
      { words: ['!?'], phonemes: '', after: '.' },
      { words: ['a', 'b', 'c'], phonemes: 'a b', after: '!' },
    ];
    const ends = wordEndFrames(stretches, knows, durationsOf(1, 1, 1, 1, 1));
    expect(ends).toHaveLength(4);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });
});
