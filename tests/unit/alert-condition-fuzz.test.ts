import { describe, expect, it } from 'vitest';
import { evaluate, seriesOf } from '../../src/perf/alerts/condition';
import { parseCondition } from '../../src/perf/alerts/parse-condition';

/** A generator of its own, so that a text that fails can be made again. Lehmer's, as `clauses.test.ts` has it. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 7919 + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
}

type Random = ReturnType<typeof randomOf>;
const oneOf = <T>(random: Random, from: readonly T[]): T => from[random(from.length)]!;

const WORDS = [
  ...['latency', 'stt', 'llm.first_token_ms', 'error_rate', 'p95', 'avg(', 'count(', '(', ')', '((', '))', ','],
  ...[
    '>',
    '>=',
    '<',
    '<=',
    '==',
    '!=',
    '=',
    '!',
    '&&',
    'and',
    'or',
    'not',
    'AND',
    '5%',
    '5m',
    '3000',
    '-1',
    '.',
    '1e9',
  ],
  ...[
    ' ',
    '\n',
    '\t',
    '\u0000',
    '“',
    '\ud83d',
    '😀',
    '__proto__',
    'constructor.x',
    '\\',
    '${',
    '0x10',
    '1_000',
    '%',
    '..5',
  ],
];

function soup(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += oneOf(random, WORDS) + (random(3) ? ' ' : '');
  return text.slice(0, length);
}

function rubbish(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(random(random(2) ? 0x80 : 0x10000))).join('');
}

/** A text of the grammar. */
function sentence(random: Random, depth: number): string {
  const below = () => sentence(random, depth - 1);
  switch (depth > 0 ? random(5) : 4) {
    case 0:
      return `${below()} and ${below()}`;
    case 1:
      return `${below()} or ${below()}`;
    case 2:
      return `not (${below()})`;
    case 3:
      return `(${below()})`;
    default: {
      const series = oneOf(random, ['latency', 'stt', 'p95(llm, 10m)', 'avg(tts, audio_s, 1h)', 'error_rate', 'queue']);
      const number = oneOf(random, ['0', '-3', '5%', '3000ms', '.5', '2d']);
      const operator = oneOf(random, ['>', '>=', '<', '<=', '==', '!=']);
      return random(2) ? `${series} ${operator} ${number}` : `${number}${operator}${series}`;
    }
  }
}

describe('the grammar of conditions', () => {
  it('answers any text, and names a place within it', () => {
    let refused = 0;
    for (let seed = 0; seed < 1500; seed++) {
      const random = randomOf(seed);
      const length = seed % 50 === 0 ? 10_000 : random(120);
      const text = random(2) ? soup(random, length) : rubbish(random, length);
      const parsed = parseCondition(text);
      if (parsed.ok) continue;
      refused++;
      expect(parsed.position, text).toBeGreaterThanOrEqual(0);
      expect(parsed.position, text).toBeLessThanOrEqual(text.length);
      expect(parsed.message, text).toContain(`at character ${parsed.position + 1}.`);
      expect(parsed.message.length, text).toBeLessThan(250);
    }
    expect(refused).toBeGreaterThan(1000);
  });

  it('takes 10,000 characters of one kind in any depth and width', () => {
    for (const part of [
      '(',
      'not ',
      ')',
      'avg(',
      '9',
      'a',
      'a.',
      '>',
      ' ',
      '\n',
      'latency > 1 or ',
      '-',
      '😀',
      'not(',
    ]) {
      expect(parseCondition(part.repeat(Math.ceil(10_000 / part.length))).ok, part).toBe(false);
    }
    const wide = `latency > 1${' or stt > 1 and tts < 2'.repeat(430)}`;
    const parsed = parseCondition(wide);
    expect(parsed.ok && evaluate(parsed.condition, () => 1.5).outcome).toBe('met');
  });

  it('reads every text it promises to read, and is never met by nothing', () => {
    let met = 0;
    for (let seed = 0; seed < 500; seed++) {
      const random = randomOf(seed);
      const text = sentence(random, random(5));
      const parsed = parseCondition(text);
      expect(parsed, text).toMatchObject({ ok: true });
      if (!parsed.ok) continue;
      expect(seriesOf(parsed.condition).length, text).toBeGreaterThan(0);
      expect(evaluate(parsed.condition, () => undefined).outcome, text).toBe('unknown');
      const figure = random(4000);
      const strict = evaluate(parsed.condition, () => figure);
      if (strict.outcome !== 'met') continue;
      met++;
      expect(strict.value, text).toBeDefined();
      // Slack makes nothing harder to meet.
      expect(evaluate(parsed.condition, () => figure, 0.05).outcome, text).toBe('met');
    }
    expect(met).toBeGreaterThan(100);
  });
});
