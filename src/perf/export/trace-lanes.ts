/** Slices of one track must follow or enclose one another: what crosses goes to a lane of its own. */

interface Piece {
  startAtMs: number;
  endAtMs: number;
}

/**
 * Sorts pieces into as few lanes as a first fit finds; within one, each piece lies outside or wholly inside any other, and
 * one that encloses comes before what it encloses.
 */
export function lanesOf<T extends Piece>(pieces: readonly T[]): T[][] {
  const lanes: { pieces: T[]; open: number[] }[] = [];
  const sorted = [...pieces].sort((a, b) => a.startAtMs - b.startAtMs || b.endAtMs - a.endAtMs);
  for (const piece of sorted) {
    let lane = lanes.find(({ open }) => fits(piece, open));
    if (!lane) {
      lane = { pieces: [], open: [] };
      lanes.push(lane);
    }
    lane.pieces.push(piece);
    lane.open = [...stillOpen(piece, lane.open), piece.endAtMs];
  }
  return lanes.map((lane) => lane.pieces);
}

/** Ends of the pieces that the new one begins within, outermost first. */
function stillOpen({ startAtMs }: Piece, open: readonly number[]): number[] {
  return open.filter((endAtMs) => endAtMs > startAtMs);
}

function fits(piece: Piece, open: readonly number[]): boolean {
  return stillOpen(piece, open).every((endAtMs) => piece.endAtMs <= endAtMs);
}
