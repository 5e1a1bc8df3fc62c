/**
 * Dots as one path: each is a line of no length with round ends, which keeps its shape however the picture is stretched.
 * One element for hundreds of samples is what keeps a long strip cheap.
 */
export function dotPath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y]) => `M${x.toFixed(2)} ${y.toFixed(2)}h0`).join('');
}
