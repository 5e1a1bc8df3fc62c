/** Types of the probe's signal analysis, which is copied verbatim and has none. */
declare module '*/probe/analyze.mjs' {
  export function readWav(file: string): { sr: number; x: Float32Array<ArrayBuffer> };
  export function speechEdges(x: Float32Array, sr: number): [number, number];
  export function voiced(x: Float32Array, sr: number, threshold: number, joinMs?: number): [number, number][];
}
