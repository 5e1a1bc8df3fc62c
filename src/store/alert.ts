/** An alert as it is kept, and the rule that raised it. */
import type { Component } from './metric';

/** What an alert does besides being kept and shown. `webhook` needs an address that the user typed. */
export type AlertAction = 'log_warning' | 'send_notification' | 'degrade' | 'webhook';

export type AlertSeverity = 'warning' | 'alert';

export interface AlertRule {
  /** Unique; what the rule is called on the page. */
  name: string;
  /** Text of the grammar in `src/perf/alerts/condition.ts`, e.g. `p95(stt) > 800`. */
  condition: string;
  /** The condition must hold for so long; 0 raises at once. */
  forMs: number;
  action: AlertAction;
  /** After it was cleared the rule is silent for so long. */
  cooldownMs: number;
  severity: AlertSeverity;
}

export interface AlertRecord {
  id: string;
  rule: string;
  condition: string;
  severity: AlertSeverity;
  action: AlertAction;
  raisedAtMs: number;
  /** Undefined while it lasts. */
  clearedAtMs: number | undefined;
  /** The value that met the condition, and whose it was. */
  value: number;
  component: Component | undefined;
}
