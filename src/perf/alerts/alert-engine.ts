/** Judges the rules again and again, and says when an alert begins and when it is over. */
import type { AlertRecord, AlertRule } from '../../store/alert';
import { type Condition, evaluate, type MetricQuery, seriesOf } from './condition';
import { type CheckedRule, checkRule } from './rules';

/** When an alert is over. Every one is a choice. */
export const HYSTERESIS = {
  /** So far on the good side of its threshold a value is well again at once. */
  slack: 0.05,
  /** ... and nearer to it, or unknown, once the condition was unmet for so long or for the rule's `forMs`, if that is longer. */
  unmetForMs: 30_000,
} as const;

export type RuleState =
  | { kind: 'off' }
  | { kind: 'quiet' }
  /** Met, but not for long enough yet. */
  | { kind: 'pending'; sinceMs: number }
  | Raised
  /** Was cleared, and says nothing for a while. */
  | { kind: 'cooling'; untilMs: number };

interface Raised {
  kind: 'raised';
  alert: AlertRecord;
  unmetSinceMs: number | undefined;
}

export type AlertChange = { kind: 'raised' | 'cleared'; alert: AlertRecord };

export interface AlertEngineOptions {
  /** A figure now; undefined when it was not measured. `RecentValues.read` is one. */
  read: (query: MetricQuery, nowMs: number) => number | undefined;
  onChange: (change: AlertChange) => void;
  newId?: () => string;
}

interface Watched {
  rule: AlertRule;
  condition: Condition;
  state: RuleState;
}

/** Reads no clock: every call says when it is, in ms since the Unix epoch. */
export class AlertEngine {
  readonly #read: AlertEngineOptions['read'];
  readonly #onChange: AlertEngineOptions['onChange'];
  readonly #newId: () => string;
  readonly #watched = new Map<string, Watched>();

  constructor({ read, onChange, newId = () => crypto.randomUUID() }: AlertEngineOptions) {
    this.#read = read;
    this.#onChange = onChange;
    this.#newId = newId;
  }

  /** Every rule with what it is at, in the order they were added. */
  get rules(): { rule: AlertRule; state: RuleState }[] {
    return [...this.#watched.values()].map(({ rule, state }) => ({ rule, state }));
  }

  /** What the rules that are on ask for. */
  get queries(): MetricQuery[] {
    const on = [...this.#watched.values()].filter(({ state }) => state.kind !== 'off');
    return on.flatMap(({ condition }) => seriesOf(condition));
  }

  /** Adds a rule, or replaces the one of its name, whose alert is then over. The same rule again changes nothing. */
  set(rule: AlertRule, nowMs: number): CheckedRule {
    const checked = checkRule(rule);
    const old = this.#watched.get(rule.name);
    if (!checked.ok || (old && isSame(old.rule, rule))) return checked;
    const state: RuleState = { kind: old?.state.kind === 'off' ? 'off' : 'quiet' };
    this.#watched.set(rule.name, { rule, condition: checked.condition, state });
    if (old) this.#tellIfRaised(old.state, nowMs);
    return checked;
  }

  /** Has these rules and no others. @returns what was wrong with those that were refused. */
  setAll(rules: readonly AlertRule[], nowMs: number): { rule: AlertRule; fault: CheckedRule & { ok: false } }[] {
    for (const name of [...this.#watched.keys()]) {
      if (!rules.some((rule) => rule.name === name)) this.remove(name, nowMs);
    }
    return rules.flatMap((rule) => {
      const checked = this.set(rule, nowMs);
      return checked.ok ? [] : [{ rule, fault: checked }];
    });
  }

  remove(name: string, nowMs: number): void {
    const watched = this.#watched.get(name);
    this.#watched.delete(name);
    if (watched) this.#tellIfRaised(watched.state, nowMs);
  }

  /** A rule that is off is kept and not judged; its alert is over. */
  switch(name: string, to: 'on' | 'off', nowMs: number): void {
    const watched = this.#watched.get(name);
    if (!watched || (watched.state.kind === 'off') === (to === 'off')) return;
    const { state } = watched;
    watched.state = { kind: to === 'off' ? 'off' : 'quiet' };
    this.#tellIfRaised(state, nowMs);
  }

  /** Judges every rule that is on. */
  evaluate(nowMs: number): void {
    for (const [name, watched] of [...this.#watched]) {
      // Whoever hears of one alert may remove the rule of another.
      if (this.#watched.get(name) === watched) this.#judge(watched, nowMs);
    }
  }

  #judge(watched: Watched, nowMs: number): void {
    const { state } = watched;
    switch (state.kind) {
      case 'off':
        return;
      case 'cooling':
        if (nowMs < state.untilMs) return;
        this.#judgeQuiet(watched, nowMs, nowMs);
        return;
      case 'quiet':
        this.#judgeQuiet(watched, nowMs, nowMs);
        return;
      case 'pending':
        this.#judgeQuiet(watched, state.sinceMs, nowMs);
        return;
      case 'raised':
        this.#judgeRaised(watched, state, nowMs);
    }
  }

  /** @param sinceMs since when the condition has been met, if it is. */
  #judgeQuiet(watched: Watched, sinceMs: number, nowMs: number): void {
    const { rule, condition } = watched;
    const { outcome, value, component } = evaluate(condition, (query) => this.#read(query, nowMs));
    if (outcome !== 'met' || value === undefined) watched.state = { kind: 'quiet' };
    else if (nowMs - sinceMs < rule.forMs) watched.state = { kind: 'pending', sinceMs };
    else this.#raise(watched, value, component, nowMs);
  }

  #judgeRaised(watched: Watched, state: Raised, nowMs: number): void {
    const { rule, condition } = watched;
    const outcomeWith = (slack: number) => evaluate(condition, (query) => this.#read(query, nowMs), slack).outcome;
    if (outcomeWith(0) === 'met') {
      watched.state = { ...state, unmetSinceMs: undefined };
      return;
    }
    const unmetSinceMs = state.unmetSinceMs ?? nowMs;
    const isOver = nowMs - unmetSinceMs >= Math.max(rule.forMs, HYSTERESIS.unmetForMs);
    if (isOver || outcomeWith(HYSTERESIS.slack) === 'unmet') {
      watched.state = { kind: 'cooling', untilMs: nowMs + rule.cooldownMs };
      this.#tellIfRaised(state, nowMs);
    } else watched.state = { ...state, unmetSinceMs };
  }

  #raise(watched: Watched, value: number, component: AlertRecord['component'], nowMs: number): void {
    const { name, condition, severity, action } = watched.rule;
    const alert: AlertRecord = {
      ...{ id: this.#newId(), rule: name, condition, severity, action },
      ...{ raisedAtMs: nowMs, clearedAtMs: undefined, value, component },
    };
    watched.state = { kind: 'raised', alert, unmetSinceMs: undefined };
    this.#onChange({ kind: 'raised', alert });
  }

  /** A rule that is judged no more leaves no alert behind. */
  #tellIfRaised(state: RuleState, nowMs: number): void {
    if (state.kind === 'raised') this.#onChange({ kind: 'cleared', alert: { ...state.alert, clearedAtMs: nowMs } });
  }
}

function isSame(a: AlertRule, b: AlertRule): boolean {
  return (
    a.condition === b.condition &&
    a.forMs === b.forMs &&
    a.action === b.action &&
    a.cooldownMs === b.cooldownMs &&
    a.severity === b.severity
  );
}
