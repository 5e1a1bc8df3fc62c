/**
 * Conditions of alerts, as text:
 *
 * ```
 * condition  = and { "or" and }
 * and        = not { "and" not }
 * not        = "not" not | "(" condition ")" | comparison
 * comparison = term ( ">" | ">=" | "<" | "<=" | "==" | "!=" ) term
 * term       = number | series | function "(" series [ "," name ] [ "," window ] ")"
 * series     = name | component | component "." name
 * number     = digits, with a unit if need be: 5% is 0.05, 800ms, 3s, 5m, 1h, 1d are milliseconds
 * function   = last avg min max sum count rate p50 p90 p95 p99
 * ```
 *
 * A component alone is its latency, a name alone is that of `docs/monitor.md`; a series without a function is its newest value.
 * Everything looks back over five minutes unless a window is given. `rate` is the sum of the values per minute. `error_rate`
 * is the share of operations that failed.
 */
import type { Component, SeriesKey } from '../../store/metric';
import type { Comparison } from './condition-tokens';

export type Aggregate = 'last' | 'avg' | 'min' | 'max' | 'sum' | 'count' | 'rate' | 'p50' | 'p90' | 'p95' | 'p99';

/** One figure about the newest values of a series. */
export interface MetricQuery extends SeriesKey {
  aggregate: Aggregate;
  windowMs: number;
}

export type Term =
  | { kind: 'number'; value: number }
  | { kind: 'query'; query: MetricQuery }
  | { kind: 'error-rate'; component: Component; windowMs: number };

export type Condition =
  | { kind: 'and' | 'or'; terms: readonly Condition[] }
  | { kind: 'not'; term: Condition }
  | Comparing;

/** One side at least is measured. */
export interface Comparing {
  kind: 'compare';
  left: Term;
  operator: Comparison;
  right: Term;
}

/** Every query that a condition asks, each once: only their series need be kept at hand. */
export function seriesOf(condition: Condition): MetricQuery[] {
  const queries = new Map<string, MetricQuery>();
  for (const query of allQueries(condition)) {
    queries.set([query.aggregate, query.component, query.name, query.windowMs].join(' '), query);
  }
  return [...queries.values()];
}

function allQueries(condition: Condition): MetricQuery[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.terms.flatMap(allQueries);
    case 'not':
      return allQueries(condition.term);
    case 'compare':
      return [...queriesOf(condition.left), ...queriesOf(condition.right)];
  }
}

/** What a term asks: nothing, one figure, or two sums for a share. */
export function queriesOf(term: Term): MetricQuery[] {
  switch (term.kind) {
    case 'number':
      return [];
    case 'query':
      return [term.query];
    case 'error-rate': {
      const { component, windowMs } = term;
      return ['errors', 'operations'].map((name) => ({ aggregate: 'sum', component, name, windowMs }));
    }
  }
}

export interface Evaluation {
  /** `unknown`: what decides it was not measured. */
  outcome: 'met' | 'unmet' | 'unknown';
  /** The measured side of the comparison that decided, and whose it is. */
  value: number | undefined;
  component: Component;
}

export type ReadValue = (query: MetricQuery) => number | undefined;

/**
 * Judges a condition by values now.
 *
 * A missing value makes its comparison unknown, and `not` leaves it so: what was not measured never meets a condition.
 *
 * @param slack the share of its threshold by which a comparison may fail and be met all the same, 0.05 for 5 %. Under `not`
 *   it is the other way round, so that with slack the whole is never harder to meet. `==` and `!=` know none.
 */
export function evaluate(condition: Condition, read: ReadValue, slack = 0): Evaluation {
  switch (condition.kind) {
    case 'compare':
      return compare(condition, read, slack);
    case 'not': {
      const inner = evaluate(condition.term, read, -slack);
      return { ...inner, outcome: OPPOSITE[inner.outcome] };
    }
    case 'and':
      return firstOf(['unmet', 'unknown', 'met'], condition.terms, read, slack);
    case 'or':
      return firstOf(['met', 'unknown', 'unmet'], condition.terms, read, slack);
  }
}

const OPPOSITE = { met: 'unmet', unmet: 'met', unknown: 'unknown' } as const;

/** The first term with the strongest outcome speaks for them all. */
function firstOf(
  order: readonly Evaluation['outcome'][],
  terms: readonly Condition[],
  read: ReadValue,
  slack: number,
): Evaluation {
  const evaluations = terms.map((term) => evaluate(term, read, slack));
  // The parser makes no `and` or `or` without terms, and every outcome is in the order.
  return order.flatMap((outcome) => evaluations.filter((evaluation) => evaluation.outcome === outcome))[0]!;
}

function compare({ left, operator, right }: Comparing, read: ReadValue, slack: number): Evaluation {
  const [leftValue, rightValue] = [readTerm(left, read), readTerm(right, read)];
  const measured = left.kind === 'number' ? right : left;
  const value = left.kind === 'number' ? rightValue : leftValue;
  const component = componentOf(measured);
  if (leftValue === undefined || rightValue === undefined) return { outcome: 'unknown', value, component };
  const margin = slack * Math.abs(left.kind === 'number' ? leftValue : rightValue);
  const isMet = COMPARE[operator](leftValue - rightValue, margin);
  return { outcome: isMet ? 'met' : 'unmet', value, component };
}

const COMPARE: Record<Comparison, (difference: number, margin: number) => boolean> = {
  '>': (difference, margin) => difference > -margin,
  '>=': (difference, margin) => difference >= -margin,
  '<': (difference, margin) => difference < margin,
  '<=': (difference, margin) => difference <= margin,
  '==': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
};

function componentOf(term: Term): Component {
  switch (term.kind) {
    case 'query':
      return term.query.component;
    case 'error-rate':
      return term.component;
    case 'number':
      throw new Error('A comparison of two numbers was let through.');
  }
}

/** undefined when it was not measured. */
function readTerm(term: Term, read: ReadValue): number | undefined {
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'query':
      return finite(read(term.query));
    case 'error-rate': {
      const [errors = 0, operations = 0] = queriesOf(term).map((query) => finite(read(query)));
      // What failed before it could be counted was an operation too.
      const all = Math.max(errors, operations);
      return all > 0 ? errors / all : undefined;
    }
  }
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
