/**
 * What each component may take, and how good what it takes is: the figures of `000`, "Performance Targets" and
 * "PERFORMANCE_BUDGETS"; where `000` has none, those of `002`, "Target Performance Metrics".
 */
import type { Component } from '../store/metric';

export type Band = 'good' | 'acceptable' | 'poor';

export interface Budget {
  /** Good is less than this. */
  goodMs: number;
  /** Poor is more than this; acceptable is what is between. */
  acceptableMs: number;
  /** What the component is given; an alert says when it takes more. */
  budgetMs: number;
}

/**
 * Per component, for its part of the wait. Components without an entry have no figure in any document that could be held
 * against them: `vad` is the wait for the end of the turn, where the documents time a single inference.
 */
export const BUDGETS = {
  // 000: "End-to-End Latency | < 2s | < 5s | > 5s", "latency_ms: 3000".
  pipeline: { goodMs: 2000, acceptableMs: 5000, budgetMs: 3000 },
  // 000: "STT Processing | < 500ms | < 1s | > 1s", "stt_processing": 800.
  stt: { goodMs: 500, acceptableMs: 1000, budgetMs: 800 },
  // 002: "Agent Routing Time | < 0.5 seconds | < 1 second", 'agent_routing': 1.0.
  route: { goodMs: 500, acceptableMs: 1000, budgetMs: 1000 },
  // 000: "Tool Execution: 50-500ms (varies by tool)", "tool_execution": 1000.
  tool: { goodMs: 500, acceptableMs: 1000, budgetMs: 1000 },
  // 000: "LLM Response | < 1s | < 3s | > 3s", "llm_inference": 2000.
  llm: { goodMs: 1000, acceptableMs: 3000, budgetMs: 2000 },
  // 000: "TTS Generation | < 300ms | < 800ms | > 800ms", "tts_generation": 500.
  tts: { goodMs: 300, acceptableMs: 800, budgetMs: 500 },
  // 002: "Audio Latency | < 100ms | < 300ms". It means the input; nothing else is said of audio's own delay.
  playback: { goodMs: 100, acceptableMs: 300, budgetMs: 300 },
} as const satisfies Partial<Record<Component, Budget>>;

/** Of the memory and the processor, for rules and for the health check. */
export const LIMITS = {
  /** 000: "Memory Usage | < 2GB | < 4GB | > 4GB", "memory_mb: 4096". */
  goodMemoryMb: 2048,
  memoryMb: 4096,
  /**
   * 000: "cpu_percent: 80". A page is told no per cent, only one of four pressure states, 0 to 3. In Chromium `serious` (2) is
   * 75 to 90 % of the processor, give or take 5 (`cpu_pressure_converter.cc`): the state that 80 % falls into.
   */
  pressure: 2,
} as const;

const BY_COMPONENT: Partial<Record<Component, Budget>> = BUDGETS;

/** The component's budget; undefined where no document has one. */
export function budgetOf(component: Component): Budget | undefined {
  return BY_COMPONENT[component];
}

/** How good a latency is, in ms; undefined for a component without a budget. */
export function bandOf(component: Component, valueMs: number): Band | undefined {
  const budget = budgetOf(component);
  return budget && bandWithin(valueMs, budget.goodMs, budget.acceptableMs);
}

/** How good a memory reading is, in MB. */
export function memoryBandOf(memoryMb: number): Band {
  return bandWithin(memoryMb, LIMITS.goodMemoryMb, LIMITS.memoryMb);
}

function bandWithin(value: number, good: number, acceptable: number): Band {
  if (value < good) return 'good';
  return value <= acceptable ? 'acceptable' : 'poor';
}
