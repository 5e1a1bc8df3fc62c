/** One piece of a sum: how the parser takes it and how the answer says it. */
export interface SumToken {
  readonly kind: 'number' | 'infix' | 'prefix' | 'postfix' | 'percent' | 'open' | 'close';
  /** In the parser's language. */
  readonly code: string;
  readonly words: string;
}

interface Lexeme {
  readonly kind: SumToken['kind'];
  readonly pattern: RegExp;
  readonly code: string | ((match: RegExpExecArray) => string);
  /** As matched, where not given. */
  readonly words?: string | ((match: RegExpExecArray) => string);
}

const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  halve: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
};

const withCommas = (digits: string): string => {
  const [whole = '', fraction] = digits.split('.');
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
};
const plain = (digits: string): string => digits.replaceAll(',', '');
const NUMBER = '(\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+)';
const lexeme = (source: string): RegExp => new RegExp(`(?:${source})`, 'y');
const numberLexeme = (before: string, after: string): RegExp => lexeme(`${before}${NUMBER}${after}`);

/** Tried in this order at each place: what is longer or more special first. */
const LEXEMES: readonly Lexeme[] = [
  {
    kind: 'prefix',
    pattern: numberLexeme('', ' ?(?:%|percent|per cent) off (?:of )?'),
    code: (match) => `(1 - ${plain(match[1] ?? '')} / 100) *`,
    words: (match) => `${match[1]}% off`,
  },
  {
    kind: 'prefix',
    pattern: numberLexeme('', ' ?(?:%|percent|per cent) of(?: the)?\\b'),
    code: (match) => `${plain(match[1] ?? '')} / 100 *`,
    words: (match) => `${match[1]}% of`,
  },
  {
    kind: 'percent',
    pattern: numberLexeme('', ' ?(?:%|percent\\b|per cent\\b)'),
    code: (match) => plain(match[1] ?? ''),
    words: (match) => `${match[1]}%`,
  },
  {
    kind: 'number',
    pattern: /(\d[\d,]*) (?:dollars?|bucks?) and (\d{1,2}) cents?\b/y,
    code: (match) => `money ${plain(match[1] ?? '')}.${match[2]?.padStart(2, '0')}`,
    words: (match) => `$${match[1]}.${match[2]?.padStart(2, '0')}`,
  },
  {
    kind: 'number',
    pattern: new RegExp(`\\$ ?${NUMBER}|${NUMBER} ?(?:dollars?|bucks?)\\b`, 'y'),
    code: (match) => `money ${plain(match[1] ?? match[2] ?? '')}`,
    words: (match) => `$${withCommas(plain(match[1] ?? match[2] ?? ''))}`,
  },
  {
    kind: 'prefix',
    pattern: /(?:(an?|\d+) )?(half|halves|third|quarter|fourth|fifth|sixth|eighth|tenth)s? of(?: an?)?\b/y,
    code: (match) => `${match[1]?.startsWith('a') ? 1 : (match[1] ?? 1)} / ${PARTS[match[2] ?? '']} *`,
  },
  {
    kind: 'number',
    pattern: /(?:(\d+) and )?(an?|\d+) (half|third|quarter|fourth|fifth|sixth|eighth|tenth|halve)s?\b/y,
    code: (match) => `(${match[1] ?? 0} + ${match[2]?.startsWith('a') ? 1 : match[2]} / ${PARTS[match[3] ?? '']})`,
  },
  {
    kind: 'prefix',
    pattern: /(\d+) ?\/ ?(\d+) of\b/y,
    code: (match) => `${match[1]} / ${match[2]} *`,
    words: (match) => `${match[1]}/${match[2]} of`,
  },
  {
    kind: 'number',
    pattern: lexeme(NUMBER),
    code: (match) => plain(match[0]),
    words: (match) => withCommas(plain(match[0])),
  },
  { kind: 'prefix', pattern: /(?:the )?(?:square )?root of(?: the)?\b|√/y, code: 'sqrt', words: 'the square root of' },
  { kind: 'prefix', pattern: /(?:the )?cube root of\b|∛/y, code: 'cbrt', words: 'the cube root of' },
  { kind: 'prefix', pattern: /(?:twice|double)\b/y, code: '2 *', words: 'twice' },
  { kind: 'prefix', pattern: /triple\b/y, code: '3 *', words: '3 times' },
  { kind: 'postfix', pattern: /squared\b|²/y, code: '** 2', words: 'squared' },
  { kind: 'postfix', pattern: /cubed\b|³/y, code: '** 3', words: 'cubed' },
  {
    kind: 'postfix',
    pattern: /(?:raised )?to the (\d+)(?:st|nd|rd|th)(?: power)?\b/y,
    code: (match) => `** ${match[1]}`,
    words: (match) => `to the power of ${match[1]}`,
  },
  {
    kind: 'infix',
    pattern: /(?:raised )?to (?:the )?power(?: of)?\b|raised to\b|\*\*|\^/y,
    code: '**',
    words: 'to the power of',
  },
  {
    kind: 'infix',
    pattern: /(?:multiplied by|times)\b|[*×·]|x(?= ?[\d$(.√-]| ?(?:minus|negative)\b)/y,
    code: '*',
    words: 'times',
  },
  { kind: 'infix', pattern: /(?:divided by|over)\b|[/÷]/y, code: '/', words: 'divided by' },
  { kind: 'infix', pattern: /(?:modulo|mod)\b/y, code: '%', words: 'modulo' },
  { kind: 'infix', pattern: /plus\b|\+/y, code: '+', words: 'plus' },
  { kind: 'infix', pattern: /(?:minus|negative|take away|less)\b|[-−–]/y, code: '-', words: 'minus' },
  { kind: 'open', pattern: /\(/y, code: '(', words: '(' },
  { kind: 'close', pattern: /\)/y, code: ')', words: ')' },
];

function readLexeme(text: string, at: number): { token: SumToken; next: number } | undefined {
  for (const { kind, pattern, code, words } of LEXEMES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const token = {
      kind,
      code: typeof code === 'string' ? code : code(match),
      words: words === undefined ? match[0] : typeof words === 'string' ? words : words(match),
    };
    return { token, next: at + match[0].length };
  }
  return undefined;
}

/**
 * Splits a sum, spoken or written, into its pieces. Undefined where anything in it is not part of a sum: that is what
 * keeps ordinary sentences away from the calculator.
 *
 * @param text lower case, numbers in digits
 */
export function tokenizeSum(text: string): SumToken[] | undefined {
  const tokens: SumToken[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    const read = readLexeme(text, at);
    if (!read) return undefined;
    tokens.push(read.token);
    at = read.next;
  }
  return tokens;
}
