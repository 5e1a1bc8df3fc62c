/** Intervals of a share that was counted. */

/** Of the standard normal distribution, 97.5 % lies below it. */
const Z = 1.959963984540054;

export interface Counted {
  count: number;
  of: number;
}

/** Wilson's 95 % interval of a share (1927); it stays within 0 and 1, and none in twenty is not 0 to 0. @returns undefined of none */
export function wilson({ count, of }: Counted): [number, number] | undefined {
  if (of === 0) return undefined;
  const share = count / of;
  const scale = 1 + Z ** 2 / of;
  const centre = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return [count === 0 ? 0 : centre - half, count === of ? 1 : centre + half];
}

/**
 * The same for counts that come in clusters, as the verdicts of one comparison do: a busy moment shows in many of them. As
 * much as the clusters differ more than chance lets them, the number counted is taken to be smaller (Kish's design effect).
 */
export function wilsonOfClusters(clusters: readonly Counted[]): [number, number] | undefined {
  const count = clusters.reduce((total, cluster) => total + cluster.count, 0);
  const of = clusters.reduce((total, cluster) => total + cluster.of, 0);
  if (of === 0) return undefined;
  const share = count / of;
  const byChance = of * share * (1 - share);
  if (clusters.length < 2 || byChance === 0) return wilson({ count, of });
  const squares = clusters.reduce((total, cluster) => total + (cluster.count - cluster.of * share) ** 2, 0);
  const effect = Math.max(1, (squares * clusters.length) / (clusters.length - 1) / byChance);
  return wilson({ count: count / effect, of: of / effect });
}
