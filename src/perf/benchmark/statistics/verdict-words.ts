/** Figures of a verdict, for people. */

/** As `12.5 % more`. */
export function percentWords(change: number): string {
  return change === 0 ? 'No change' : `${shareWords(Math.abs(change))} ${change > 0 ? 'more' : 'less'}`;
}

/** As `-12.5 %`. */
export function shareWords(share: number): string {
  if (!Number.isFinite(share)) return share > 0 ? '∞ %' : '-∞ %';
  return `${Math.round(share * 1_000) / 10} %`;
}

/** As `p = 0.012`; a smaller one than anybody can picture is told as such. */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(2)}`;
}
