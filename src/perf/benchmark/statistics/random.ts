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
  let filling = seed >>> 0;
  const fill = () => {
    filling = (filling + 0x9e3779b9) >>> 0;
    return scatter(filling);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();
  let spare: number | undefined;

  const uniform = () => {
    const turned = Math.imul(b, 5);
    const word = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return word * 2 ** -32;
  };

  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
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
