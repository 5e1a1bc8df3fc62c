import { describe, expect, it } from 'vitest';
import { abortedError } from '../../workers/rpc';
import {
  beamSearch,
  draw,
  drawnSearch,
  isGreedy,
  likeliest,
  type SearchedText,
  seededRandom,
} from '../../workers/stt/search';
import { failureOf } from './pack-fakes';

const END = 3;
const ALL = Uint8Array.of(1, 1, 1, 1);
const log = (...probabilities: number[]) => Float32Array.from(probabilities, (value) => Math.log(value || 1e-30));

/** A model of four tokens that says what comes next of the text so far; its memory is that text. */
function textOf(next: (text: string) => Float32Array, change: Partial<SearchedText<string>> = {}) {
  const read: string[] = [];
  const forgotten: string[] = [];
  const text: SearchedText<string> = {
    memory: '',
    logits: next(''),
    allowedFirst: ALL,
    allowed: ALL,
    endToken: END,
    maxTokens: 8,
    read: async (memory, token) => {
      const grown = memory + token;
      read.push(grown);
      return { logits: next(grown), memory: grown };
    },
    forget: (memories) => void forgotten.push(...memories),
    ...change,
  };
  return { text, read, forgotten };
}

/** "0" is likelier at first, but leads nowhere sure; "1" is surely followed by "2" and the end. */
function misleading(text: string): Float32Array {
  if (text === '') return log(0.6, 0.4, 0, 0);
  if (text === '1') return log(0, 0, 0.98, 0.02);
  if (text === '12') return log(0.01, 0, 0, 0.99);
  return log(0.3, 0.25, 0.25, 0.2);
}

describe('beam search', () => {
  it('finds the transcript that is likelier as a whole, which the greedy way misses', async () => {
    const two = await beamSearch(textOf(misleading).text, 2);
    expect(two).toMatchObject({ tokens: [1, 2], ended: true });
    expect(two.logProbability).toBeCloseTo(Math.log(0.4 * 0.98 * 0.99), 5);
    // One beam goes the likelier way at each step, which may never end.
    const one = await beamSearch(textOf(misleading, { maxTokens: 3 }).text, 1);
    expect(one).toMatchObject({ tokens: [0, 0, 0, 0], ended: false });
  });

  it('counts a token’s share, so that a short text is not favoured', async () => {
    const next = (text: string) => {
      if (text === '') return log(0, 0.45, 0.1, 0.45);
      return text.length < 4 ? log(0, 0.9, 0.1, 0) : log(0, 0, 0, 1);
    };
    expect((await beamSearch(textOf(next).text, 2)).tokens).toEqual([1, 1, 1, 1]);
  });

  it('reads nothing that it does not follow, and forgets all that it read', async () => {
    const { text, read, forgotten } = textOf(misleading);
    await beamSearch(text, 2);
    expect(read.filter((one) => one.length === 1).sort()).toEqual(['0', '1']);
    expect(forgotten.sort()).toEqual(['', ...read].sort());
  });

  it('forgets what it read when it is given up', async () => {
    const { text, read, forgotten } = textOf(misleading);
    const given = {
      ...text,
      read: async (memory: string, token: number, written: readonly number[]) => {
        if (memory === '1') throw abortedError();
        return text.read(memory, token, written);
      },
    };
    expect((await failureOf(beamSearch(given, 2))).code).toBe('aborted');
    expect(forgotten.sort()).toEqual(['', ...read].sort());
  });

  it('heeds what may come first, and the cap', async () => {
    const { text } = textOf(() => log(0.1, 0.2, 0.6, 0.1), { allowedFirst: Uint8Array.of(1, 1, 0, 0), maxTokens: 2 });
    const found = await beamSearch(text, 1);
    expect(found).toMatchObject({ tokens: [1, 2, 2], ended: false });
  });

  it('tells the likeliest text so far', async () => {
    const told: string[] = [];
    const { text } = textOf(misleading);
    await beamSearch(
      {
        ...text,
        read: (memory, token, written) => {
          told.push(written.join(''));
          return text.read(memory, token, written);
        },
      },
      2,
    );
    expect(told.slice(0, 4)).toEqual(['0', '0', '12', '12']);
  });
});

describe('drawing', () => {
  it('takes each token as often as it is likely, and knows how likely that is', () => {
    const random = seededRandom(7);
    const logits = log(0.7, 0.2, 0.1, 0);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 2000; i++) counts[draw(logits, ALL, 1, random).token]!++;
    expect(counts[0]! / 2000).toBeCloseTo(0.7, 1);
    expect(counts[1]! / 2000).toBeCloseTo(0.2, 1);
    const { token, logProbability } = draw(logits, ALL, 5, () => 0.999);
    expect(token).toBe(2);
    expect(logProbability).toBeCloseTo(Math.log(0.1), 5);
  });

  it('is nearer to the likeliest, the lower the temperature, and never takes what is not allowed', () => {
    const random = seededRandom(7);
    const logits = log(0.6, 0.4, 0, 0);
    const often = (temperature: number) =>
      Array.from({ length: 500 }, () => draw(logits, ALL, temperature, random).token).filter((token) => token === 0)
        .length;
    expect(often(0.1)).toBeGreaterThan(480);
    expect(often(1)).toBeLessThan(400);
    for (const random of [0, 0.5, 0.9999999]) expect(draw(logits, Uint8Array.of(0, 1), 1, () => random).token).toBe(1);
  });

  it('is the same for the same seed, and another for another', async () => {
    const next = (text: string) => (text.length < 6 ? log(0.4, 0.3, 0.3, 0) : log(0, 0, 0, 1));
    const drawn = async (seed: number) =>
      (await drawnSearch(textOf(next).text, { beams: 1, temperature: 1 }, seededRandom(seed))).tokens.join('');
    expect(await drawn(1)).toBe(await drawn(1));
    expect(await drawn(1)).not.toBe(await drawn(2));
  });

  it('takes the likeliest of as many transcripts as there are beams, and forgets them all', async () => {
    const { text, read, forgotten } = textOf(misleading);
    const five = await drawnSearch(text, { beams: 5, temperature: 1 }, seededRandom(3));
    const perToken = five.logProbability / (five.tokens.length + 1);
    const one = await drawnSearch(textOf(misleading).text, { beams: 1, temperature: 1 }, seededRandom(3));
    expect(perToken).toBeGreaterThanOrEqual(one.logProbability / (one.tokens.length + 1));
    expect(forgotten.sort()).toEqual(['', ...read].sort());
  });
});

describe('the likeliest tokens', () => {
  it('are those allowed, the likeliest first', () => {
    const found = likeliest(log(0.1, 0.4, 0.2, 0.3), Uint8Array.of(1, 0, 1, 1), 2);
    expect(found.map(({ token }) => token)).toEqual([3, 2]);
    expect(found[0]?.logProbability).toBeCloseTo(Math.log(0.3 / 0.6), 5);
    expect(likeliest(log(0.1, 0.9), Uint8Array.of(1, 0), 3)).toHaveLength(1);
  });
});

it('one beam without a temperature is greedy', () => {
  expect(isGreedy({ beams: 1, temperature: 0 })).toBe(true);
  expect(isGreedy({ beams: 2, temperature: 0 })).toBe(false);
  expect(isGreedy({ beams: 1, temperature: 0.1 })).toBe(false);
});
