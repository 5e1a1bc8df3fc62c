/** What makes a rule a rule: checked whoever wrote it, a profile, a setting or the user. */
import type { AlertRule } from '../../store/alert';
import type { Condition } from './condition';
import { parseCondition } from './parse-condition';

/** Longer names break the list they are shown in. A choice. */
const MAX_NAME = 60;
/** An alert about something that lasts for more than a day is none. A choice. */
const MAX_DURATION_MS = 24 * 3_600_000;

export type CheckedRule =
  | { ok: true; condition: Condition }
  /** `position` within the condition, from 0 on; undefined when another field is wrong. */
  | { ok: false; field: 'name' | 'condition' | 'forMs' | 'cooldownMs'; message: string; position: number | undefined };

/** Says what is wrong with a rule, or reads its condition. Never throws. */
export function checkRule(rule: AlertRule): CheckedRule {
  const length = rule.name.trim().length;
  if (length === 0 || length > MAX_NAME) {
    return refuse('name', `A rule’s name has 1 to ${MAX_NAME} characters.`);
  }
  for (const field of ['forMs', 'cooldownMs'] as const) {
    const durationMs = rule[field];
    if (!(durationMs >= 0 && durationMs <= MAX_DURATION_MS))
      return refuse(field, `${field} is 0 to ${MAX_DURATION_MS} ms.`);
  }
  const parsed = parseCondition(rule.condition);
  if (parsed.ok) return parsed;
  return { ok: false, field: 'condition', message: parsed.message, position: parsed.position };
}

function refuse(field: 'name' | 'forMs' | 'cooldownMs', message: string): CheckedRule {
  return { ok: false, field, message, position: undefined };
}
