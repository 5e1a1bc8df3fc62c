/** Results of measurements that a user asks for. Each has an id and a time; whoever makes them adds what they hold. */
import type { Component } from './metric';

/** A profile of one operation: what was measured while it ran. */
export interface ProfileResult {
  /** Unique over all sessions. */
  id: string;
  /** On the one clock. */
  startedAtMs: number;
  component: Component;
  name: string;
  durationMs: number;
  /** What it failed with; undefined when it did not. */
  error: string | undefined;
  /** Work of all realms that ended within it, by name, the most expensive first. */
  measures: { name: string; count: number; totalMs: number }[];
}

/** What the optimizer changed, and why. */
export interface OptimizationLog {
  id: string;
  startedAtMs: number;
}
