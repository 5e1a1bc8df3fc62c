/** What the system is asked every few seconds, one question a probe. */
import type { MetricPoint } from '../../store/metric';

/** Bytes as the MB of a series: 10^6. */
export const BYTES_PER_MB = 1e6;

/** Something in words, which is no series: the name of a graphics chip. */
export interface Fact {
  name: string;
  value: string;
}

/** Where a probe has the time from: the one clock, in ms since the Unix epoch. */
export type NowMs = () => number;

export interface Probe {
  /** What is asked, in words for the page. */
  readonly name: string;
  /** Whether this browser tells at all. */
  readonly available: boolean;
  /** What is known now; nothing when there is nothing to tell, never a 0 for it. Rejects when the browser refuses. */
  sample(): Promise<readonly MetricPoint[]>;
  facts?(): readonly Fact[];
}

/** A point of the series of the device and the browser. */
export function systemPoint(name: string, atMs: number, value: number): MetricPoint {
  return { name, component: 'system', atMs, value };
}
