// Percentiles and word error rate, as the README reports them.

/** Linear interpolation between order statistics (type 7, numpy's default). @returns undefined for no values. */
export function percentile(values, share) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return undefined;
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  return sorted[low] + ((sorted[low + 1] ?? sorted[low]) - sorted[low]) * (at - low);
}

export const median = (values) => percentile(values, 0.5);

/** A figure rounded for print; undefined stays undefined, so that JSON leaves it out. */
export const round = (value, digits = 0) =>
  value === undefined || value === null ? value : Math.round(value * 10 ** digits) / 10 ** digits;

const words = (text) =>
  text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}.%$]+/gu, ' ')
    .replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean);

/** Edits (substituted, inserted, deleted words) that turn `heard` into `said`, and how many words were said. */
export function wordErrors(said, heard) {
  const a = words(said);
  const b = words(heard);
  let row = b.map((_, j) => j + 1);
  row.unshift(0);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return { errors: row[b.length], words: a.length };
}
