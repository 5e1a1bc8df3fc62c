/**
 * Numbers as good as random that a seed brings back: whoever has a run's seed gets its intervals to the last digit.
 * xoshiro128** 1.1 (Blackman and Vigna, prng.di.unimi.it), its state filled by splitmix32.
 */
export interface Random {
  /** Evenly spread over [0, 1), in steps of 2^-32. */
  uniform(): number;
  /** Standard normal, by Marsaglia's polar method. */
  normal(): number;
}

/** A generator of its own. @param seed any number; of a fraction the whole part counts, modulo 2^32 */
export function randomOf(seed: number): Random {
  const state = Uint32Array.from({ length: 4 }, (_, index) => scatter((seed + (index + 1) * 0x9e3779b9) >>> 0));
  const spare = new Float64Array(1).fill(Number.NaN);

  const uniform = () => {
    const turned = Math.imul(state[1]!, 5);
    const word = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = (state[3]! << 11) | (state[3]! >>> 21);
    return word * 2 ** -32;
  };

  const normal = () => {
    const kept = spare[0]!;
    if (!Number.isNaN(kept)) {
      spare[0] = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare[0] = y * scale;
      return x * scale;
    }
  };

  return { uniform, normal };
}

/**
 * A seed for one purpose, out of a run's one seed: two samples must not be drawn from by the same numbers, or their medians
 * would rise and fall together. FNV-1a over the name.
 */
export function seedFor(seed: number, purpose: string): number {
  let hash = 0x811c9dc5 ^ scatter(seed >>> 0);
  for (const character of purpose) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return scatter(hash >>> 0);
}

/** The last step of splitmix32: neighbours come out far apart. */
function scatter(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
