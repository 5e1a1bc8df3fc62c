/**
 * A fixed piece of work, to tell how fast the machine itself is just now: arithmetic in typed arrays and a walk through
 * memory. It uses no code of Sotto, and no function whose result browsers may choose
 * (`Math.sin`), so it is the same work everywhere and for ever: changed, no history could be compared with it any more.
 */

/** Side of the matrices: three of them are 600 KB, as much as a core has for itself. */
const SIDE = 160;
const PRODUCTS = 5;
/** 1 MB: more would measure what else is in the machine's shared cache. */
const WALK_LENGTH = 2 ** 18;
const WALK_STEPS = 500_000;
/** What comes out, whatever the machine. */
const RESULT = 2_663_849_540;

const left = new Float64Array(SIDE * SIDE);
const right = new Float64Array(SIDE * SIDE);
const product = new Float64Array(SIDE * SIDE);
const ring = new Uint32Array(WALK_LENGTH);

/**
 * Does the work once: 20 million multiplications and half a million steps, some 30 ms on an old laptop. Throws `Error` when
 * the result is not the only right one, which also keeps a compiler from leaving work out.
 */
export function referenceWork(): void {
  const result = (walk() ^ multiply()) >>> 0;
  if (result !== RESULT) throw new Error(`The reference work came to ${result}, not to ${RESULT}.`);
}

/** Whole numbers below 2^31 all along: exact, in whatever order. */
function multiply(): number {
  for (let i = 0; i < left.length; i++) {
    left[i] = i % 251;
    right[i] = i % 241;
  }
  for (let round = 0; round < PRODUCTS; round++) {
    product.fill(0);
    for (let row = 0; row < SIDE; row++) {
      for (let k = 0; k < SIDE; k++) {
        const factor = left[row * SIDE + k]!;
        for (let column = 0; column < SIDE; column++) {
          product[row * SIDE + column]! += factor * right[k * SIDE + column]!;
        }
      }
    }
    // Each product is of what the one before it left.
    for (let i = 0; i < left.length; i++) left[i] = (product[i]! | 0) % 251;
  }
  let sum = 0;
  for (let i = 0; i < product.length; i++) sum = (Math.imul(sum, 31) + product[i]!) | 0;
  return sum;
}

/** Each step goes where the last one's value says, so that none can begin before it has ended. */
function walk(): number {
  let x = 0x9e3779b9;
  for (let i = 0; i < WALK_LENGTH; i++) {
    // xorshift32 (Marsaglia 2003, doi:10.18637/jss.v008.i14).
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    ring[i] = x;
  }
  let at = 0;
  for (let step = 0; step < WALK_STEPS; step++) at = (ring[at]! + step) & (WALK_LENGTH - 1);
  return at;
}
