/** Types of the probe's signal analysis, which is copied verbatim and has none. */
export function readWav(file: string): { sr: number; x: Float32Array<ArrayBuffer> };
export function writeWav(file: string, x: Float32Array, sr: number): void;
export function speechEdges(x: Float32Array, sr: number): [number, number];
export function voiced(x: Float32Array, sr: number, threshold: number, joinMs?: number): [number, number][];
/** A row for each turn said; `reply` false when nothing was heard. */
export interface HeardTurn {
  turn: number;
  speechEnd: number;
  reply: boolean;
  early?: boolean;
  perceivedMs: number;
  replyMs: number;
  peakDbfs: number;
  overlapMs: number;
  bargeInStopMs?: number;
  gaps: { count: number; totalMs: number };
  replyWav?: string;
}
export class Tap {
  constructor(info: unknown, chunks: unknown[]);
}
export function analyze(taps: Tap[], turns: unknown[], options: object): HeardTurn[];
