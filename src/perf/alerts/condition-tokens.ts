/** The words of a condition. Total: what is no word of the grammar is a token of kind `other`. */

export type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';
export type Separator = '(' | ')' | ',';

/** `at` is the place of the first character, from 0 on. */
export type Token = { at: number; text: string } & (
  | { kind: 'number'; value: number; unit: string }
  | { kind: 'name' }
  | { kind: 'comparison'; operator: Comparison }
  | { kind: 'separator'; separator: Separator }
  | { kind: 'other' }
  | { kind: 'end' }
);

const SPACE = /\s*/y;
const NUMBER = /(-?(?:\d+(?:\.\d+)?|\.\d+))(%|[A-Za-z_]\w*)?/y;
const NAME = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;
const SIGN = /[<>=!]=|[<>(),]/y;
const COMPARISONS: readonly Comparison[] = ['>', '>=', '<', '<=', '==', '!='];
const SEPARATORS: readonly Separator[] = ['(', ')', ','];

/** Never fails; the last token is always `end`. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at + tokens.at(-1)!.text.length)) {
    tokens.push(tokenAt(text, at));
  }
  tokens.push({ kind: 'end', at: text.length, text: '' });
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const number = matchAt(NUMBER, text, at);
  if (number) {
    return { kind: 'number', at, text: number[0], value: Number(number[1]), unit: number[2] ?? '' };
  }
  const name = matchAt(NAME, text, at);
  if (name) return { kind: 'name', at, text: name[0] };
  const sign = matchAt(SIGN, text, at)?.[0];
  const operator = COMPARISONS.find((known) => known === sign);
  if (operator) return { kind: 'comparison', at, text: operator, operator };
  const separator = SEPARATORS.find((known) => known === sign);
  if (separator) return { kind: 'separator', at, text: separator, separator };
  // A whole character, so that a message never shows half of one.
  return { kind: 'other', at, text: String.fromCodePoint(text.codePointAt(at)!) };
}

function skipSpace(text: string, at: number): number {
  return at + (matchAt(SPACE, text, at)?.[0].length ?? 0);
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}
