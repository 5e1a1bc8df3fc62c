/** Many tests at once: the chance that any of them cries wolf is to stay what was promised for one. */

/**
 * Holm's step-down adjustment (1979): p-values to be held against the promised level as they are.
 * @returns in the order of `ps`
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length);
  const rising = ps.map((_, index) => index).sort((a, b) => ps[a]! - ps[b]!);
  let highest = 0;
  rising.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * ps[index]!));
    adjusted[index] = highest;
  });
  return adjusted;
}

/**
 * Which tests could be significant at all. One whose smallest possible p is too large can never be, and would only make it
 * harder for the rest; it is left out of the family (Tarone, A Modified Bonferroni Method for Discrete Data, 1990). What is
 * left out depends on the sizes of the samples and not on their values, so the promise holds.
 * @param smallest the smallest p each test could give
 */
export function testable(smallest: readonly number[], level: number): boolean[] {
  const within = (k: number) => smallest.filter((p) => p * k < level).length;
  let k = 1;
  while (within(k) > k) k++;
  return smallest.map((p) => p * k < level);
}
