import { describe, expect, it } from 'vitest';
import { PhraseCache } from '../../workers/tts/phrase-cache';

const RATE_HZ = 1000;
const phrase = (samples: number) => ({ samples: new Float32Array(samples), wordEndsMs: [samples] });

describe('the phrase cache', () => {
  it('knows a phrase by its words and its pace', () => {
    const cache = new PhraseCache(RATE_HZ);
    const kept = phrase(10);
    cache.put('Yes.', 1, kept);
    expect(cache.get('Yes.', 1)).toBe(kept);
    expect(cache.get('Yes.', 0.8)).toBeUndefined();
    expect(cache.get('No.', 1)).toBeUndefined();
  });

  it('forgets what was not used for longest, and never holds more than its bound', () => {
    const cache = new PhraseCache(RATE_HZ, 400);
    cache.put('a', 1, phrase(40));
    cache.put('b', 1, phrase(40));
    cache.get('a', 1);
    cache.put('c', 1, phrase(40));
    expect(cache.sizeBytes).toBe(320);
    expect([cache.get('a', 1), cache.get('b', 1), cache.get('c', 1)].map(Boolean)).toEqual([true, false, true]);
  });

  it('counts a phrase that is made anew once', () => {
    const cache = new PhraseCache(RATE_HZ);
    cache.put('a', 1, phrase(40));
    cache.put('a', 1, phrase(50));
    expect(cache.sizeBytes).toBe(200);
    expect(cache.get('a', 1)?.samples).toHaveLength(50);
  });

  it('keeps nothing long, nothing empty and nothing larger than itself', () => {
    const cache = new PhraseCache(RATE_HZ, 20_000);
    cache.put('long', 1, phrase(6001));
    cache.put('empty', 1, phrase(0));
    cache.put('large', 1, phrase(5001));
    expect(cache.sizeBytes).toBe(0);
  });
});
