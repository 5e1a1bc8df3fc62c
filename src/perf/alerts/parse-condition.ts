/** The parser of the grammar that `condition.ts` describes: by recursive descent, one function a rule. */
import type { SeriesKey } from '../../store/metric';
import type { Aggregate, Condition, Term } from './condition';
import { type Separator, type Token, tokensOf } from './condition-tokens';
import { ERROR_RATE, resolveSeries } from './series-name';

export type ParsedCondition =
  | { ok: true; condition: Condition }
  /** `position` counts characters from 0 on; the message names it from 1 on, as people count. */
  | { ok: false; message: string; position: number };

/** An alert is about now. A choice. */
export const DEFAULT_WINDOW_MS = 5 * 60_000;
/** Values are looked at in memory, not in the store. A choice. */
const MAX_WINDOW_MS = 24 * 3_600_000;
/** Deeper nesting is no rule that anybody wrote, and the stack has an end. A choice. */
const MAX_DEPTH = 32;
/** A choice. */
const MAX_NAME = 80;

const UNIT_FACTORS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);
const AGGREGATES: readonly Aggregate[] = [
  ...(['last', 'avg', 'min', 'max', 'sum', 'count', 'rate'] as const),
  ...(['p50', 'p90', 'p95', 'p99'] as const),
];
/** No names of series. */
const KEYWORDS = /^(?:and|or|not)$/i;

class ConditionFault extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(`${message}, at character ${position + 1}.`);
  }
}

/** Reads a condition; never throws, whatever the text. */
export function parseCondition(text: string): ParsedCondition {
  try {
    return { ok: true, condition: new Parser(tokensOf(text)).whole() };
  } catch (fault) {
    if (fault instanceof ConditionFault) return { ok: false, message: fault.message, position: fault.position };
    throw fault;
  }
}

class Parser {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Condition {
    const condition = this.#joined('or', 0);
    if (this.#next.kind !== 'end') this.#fail('“and”, “or” or the end');
    return condition;
  }

  get #next(): Token {
    // `end` is never passed.
    return this.tokens[this.#at]!;
  }

  #fail(expected: string): never {
    const { kind, text, at } = this.#next;
    const found = kind === 'end' ? 'the end' : `“${text.slice(0, 40)}”`;
    throw new ConditionFault(`Expected ${expected}, found ${found}`, at);
  }

  #takeWord(word: string): boolean {
    const found = this.#next.kind === 'name' && this.#next.text.toLowerCase() === word;
    if (found) this.#at++;
    return found;
  }

  #take(separator: Separator): boolean {
    const found = this.#next.kind === 'separator' && this.#next.separator === separator;
    if (found) this.#at++;
    return found;
  }

  /** Conditions with one word between them; `and` binds closer than `or`. */
  #joined(word: 'and' | 'or', depth: number): Condition {
    const part = () => (word === 'or' ? this.#joined('and', depth) : this.#not(depth));
    const first = part();
    const terms = [first];
    while (this.#takeWord(word)) terms.push(part());
    return terms.length === 1 ? first : { kind: word, terms };
  }

  #not(depth: number): Condition {
    const { at } = this.#next;
    if (depth > MAX_DEPTH) throw new ConditionFault(`More than ${MAX_DEPTH} levels of “not” and parentheses`, at);
    if (this.#takeWord('not')) return { kind: 'not', term: this.#not(depth + 1) };
    if (!this.#take('(')) return this.#comparison();
    const inner = this.#joined('or', depth + 1);
    if (!this.#take(')')) this.#fail('“and”, “or” or “)”');
    return inner;
  }

  #comparison(): Condition {
    const { at } = this.#next;
    const left = this.#term();
    const sign = this.#next;
    if (sign.kind !== 'comparison') this.#fail('one of > >= < <= == !=');
    this.#at++;
    const right = this.#term();
    if (left.kind === 'number' && right.kind === 'number') {
      throw new ConditionFault('Expected a series on one side of the comparison, found numbers on both', at);
    }
    return { kind: 'compare', left, operator: sign.operator, right };
  }

  #term(): Term {
    const token = this.#next;
    if (token.kind === 'number') return { kind: 'number', value: this.#number() };
    if (token.kind !== 'name' || KEYWORDS.test(token.text)) this.#fail('a number, a series or a function');
    const aggregate = AGGREGATES.find((known) => known === token.text.toLowerCase());
    const after = this.tokens[this.#at + 1];
    const isCall = after?.kind === 'separator' && after.separator === '(';
    if (isCall && aggregate) {
      this.#at += 2;
      return this.#call(aggregate, token.at);
    }
    const name = token.text.slice(0, 40);
    if (isCall)
      throw new ConditionFault(`There is no function “${name}”; there are ${AGGREGATES.join(', ')}`, token.at);
    if (aggregate) throw new ConditionFault(`“${name}” is a function: write ${aggregate}(stt)`, token.at);
    this.#at++;
    return termOf(seriesAt(token), undefined, DEFAULT_WINDOW_MS, token.at);
  }

  /** What follows the opening parenthesis of a function. */
  #call(aggregate: Aggregate, at: number): Term {
    const first = this.#next;
    if (first.kind !== 'name') this.#fail('a series or a component');
    this.#at++;
    let series = seriesAt(first);
    let windowMs = DEFAULT_WINDOW_MS;
    if (this.#take(',')) {
      const second = this.#next;
      if (second.kind === 'name') {
        series = seriesAt({ text: `${first.text}.${second.text}`, at: first.at });
        this.#at++;
        if (this.#take(',')) windowMs = this.#window();
      } else windowMs = this.#window();
    }
    if (!this.#take(')')) this.#fail('“,” or “)”');
    return termOf(series, aggregate, windowMs, at);
  }

  #window(): number {
    const token = this.#next;
    if (token.kind !== 'number' || token.unit === '' || token.unit === '%')
      this.#fail('a window such as 30s, 5m or 1h');
    const windowMs = this.#number();
    if (windowMs > 0 && windowMs <= MAX_WINDOW_MS) return windowMs;
    throw new ConditionFault('Expected a window of more than nothing and at most a day', token.at);
  }

  #number(): number {
    const token = this.#next;
    if (token.kind !== 'number') this.#fail('a number');
    const name = token.text.slice(0, 40);
    // Divided for per cent: 7 * 0.01 is more than 0.07.
    const factor = UNIT_FACTORS.get(token.unit);
    const value = token.unit === '%' ? token.value / 100 : factor && token.value * factor;
    if (value === undefined) throw new ConditionFault(`“${name}” has none of the units % ms s m h d`, token.at);
    if (!Number.isFinite(value)) throw new ConditionFault(`“${name}…” is too large a number`, token.at);
    this.#at++;
    return value;
  }
}

function seriesAt({ text, at }: { text: string; at: number }): SeriesKey {
  if (text.length > MAX_NAME) throw new ConditionFault(`A name is no longer than ${MAX_NAME} characters`, at);
  const series = resolveSeries(text);
  if (typeof series === 'string') throw new ConditionFault(series, at);
  return series;
}

/** @param aggregate undefined for a series without a function. */
function termOf(series: SeriesKey, aggregate: Aggregate | undefined, windowMs: number, at: number): Term {
  if (series.name !== ERROR_RATE)
    return { kind: 'query', query: { ...series, aggregate: aggregate ?? 'last', windowMs } };
  if (aggregate === undefined || aggregate === 'avg')
    return { kind: 'error-rate', component: series.component, windowMs };
  throw new ConditionFault(`${ERROR_RATE} is a share over a window: write it alone or as avg(${ERROR_RATE}, 10m)`, at);
}
