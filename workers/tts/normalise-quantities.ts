import type { Rule } from './normalise-rule';

const FRACTION_NAMES: Readonly<Record<string, string>> = {
  2: 'half',
  3: 'third',
  4: 'quarter',
  5: 'fifth',
  6: 'sixth',
  7: 'seventh',
  8: 'eighth',
  9: 'ninth',
};
const FRACTION_CHARACTERS: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅛': '1/8',
  '⅜': '3/8',
};
const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '−': 'minus',
  '*': 'times',
  '×': 'times',
  '·': 'times',
  '/': 'divided by',
  '÷': 'divided by',
  '=': 'equals',
};

const spell = (digits: string): string => [...digits].join(' ');

/** "(555) 123-4567" → "5 5 5, 1 2 3, 4 5 6 7": digit by digit, with a pause between the groups. */
const speakPhone = (match: string): string => (match.match(/\d+/g) ?? []).map(spell).join(', ');

function speakFraction(match: string, whole: string | undefined, top: string, bottom: string): string {
  const name = FRACTION_NAMES[bottom];
  if (!name || Number(top) >= Number(bottom)) return match;
  if (Number(top) === 1) return whole ? `${whole} and a ${name}` : `one ${name}`;
  return `${whole ? `${whole} and ` : ''}${top} ${name}s`;
}

/** Every operator of one sum that has an equals sign, where a hyphen can only be a minus. */
const speakEquation = (match: string): string =>
  match.replace(/\s*([-+*/×÷·−=])\s*/g, (_, operator: string, at: number) =>
    at === 0 || /[-+*/×÷·−=]\s*$/.test(match.slice(0, at)) ? ' minus ' : ` ${OPERATORS[operator]} `,
  );

const NUMBER = '\\d[\\d,]*(?:\\.\\d+)?';

/** Numbers that belong together and must be known before a hyphen or slash is read. */
export const compoundNumberRules: readonly Rule[] = [
  {
    name: 'long phone number',
    pattern: /(?<![\w.])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[-. ]\d{4}\b/g,
    replace: speakPhone,
  },
  // Seven digits may as well be a range: the exchange 555, a leading zero or a telling word decides.
  { name: 'short phone number', pattern: /(?<![\w.,-])(?:555-\d{4}|\d{3}-0\d{3})\b(?!-)/g, replace: speakPhone },
  {
    name: 'announced phone number',
    pattern: /(?<=\b(?:phone|call|dial|text|tel|fax|reach)\b[^.\n]{0,30})\b\d{3}-\d{4}\b/gi,
    replace: speakPhone,
  },
  {
    name: 'equation',
    pattern: new RegExp(`(?<![\\w.])[-−]?${NUMBER}(?:\\s*[-+*/×÷·−]\\s*${NUMBER})+\\s*=\\s*[-−]?(?=\\d)`, 'g'),
    replace: speakEquation,
  },
  { name: 'feet and inches', pattern: /\b(\d)'\s?(\d{1,2})(?:"|'')/g, replace: '$1 foot $2' },
  {
    name: 'fraction character',
    pattern: /(\d?)\s?([½⅓⅔¼¾⅕⅛⅜])/g,
    replace: (_, whole, sign) => `${whole ? `${whole} ` : ''}${FRACTION_CHARACTERS[sign]}`,
  },
  { name: 'score', pattern: /(?<![\d/.,])(\d{1,2})\/(10|100)(?![\d/]|[.,]\d)/g, replace: '$1 out of $2' },
  { name: 'always', pattern: /\b24\/7\b/g, replace: '24 7' },
  {
    name: 'fraction',
    pattern: /(?<![\d/.,])(?:(\d+) )?(\d{1,2})\/(\d{1,2})(?![\d/]|[.,]\d)/g,
    replace: speakFraction,
  },
];

/** Ranges and minus signs. */
export const rangeRules: readonly Rule[] = [
  { name: 'bare decimal', pattern: /(?<![\w.])\.(?=\d)/g, replace: '0.' },
  {
    // "5 - 10 minutes" is a range, "10 - 3" a sum: a range goes up.
    name: 'spaced hyphen',
    pattern: new RegExp(`(${NUMBER})\\s+-\\s+(${NUMBER})`, 'g'),
    replace: (_, from, to) => {
      const value = (digits: string) => Number(digits.replaceAll(',', ''));
      return `${from} ${value(from) < value(to) ? 'to' : 'minus'} ${to}`;
    },
  },
  {
    name: 'range',
    pattern: /(\d[%°]?)\s*[–—]\s*(?=\d)|(\d[%°]?)-(?=\d)/g,
    replace: (_, dash, hyphen) => `${dash || hyphen} to `,
  },
  { name: 'negative number', pattern: /(?<![\w)\]])[-−–](?=\.?\d)/g, replace: 'minus ' },
  { name: 'minus sign', pattern: /\s*−\s*/g, replace: ' minus ' },
];

/** Operators and comparisons; after the units, as "m²" and "km/h" hold the same signs. */
export const operatorRules: readonly Rule[] = [
  { name: 'squared', pattern: /²|\^2\b/g, replace: ' squared' },
  { name: 'cubed', pattern: /³|\^3\b/g, replace: ' cubed' },
  { name: 'power', pattern: /(\w)\s*(?:\^|\*\*)\s*(?=\d)/g, replace: '$1 to the power of ' },
  { name: 'square root', pattern: /√\s*/g, replace: 'the square root of ' },
  { name: 'times', pattern: /(\d)\s*[*×·]\s*(?=\d)/g, replace: '$1 times ' },
  { name: 'times, with an x', pattern: /(\d)\s?[xX]\s?(?=\d)/g, replace: '$1 times ' },
  { name: 'times, after a number', pattern: /(\d)x\b/g, replace: '$1 times' },
  { name: 'divided by', pattern: /\s*÷\s*/g, replace: ' divided by ' },
  { name: 'over', pattern: /(\d)\s*\/\s*(?=\d)/g, replace: '$1 over ' },
  { name: 'plus', pattern: /(\w)\s*\+\s*(?=\w)/g, replace: '$1 plus ' },
  { name: 'or more', pattern: /(\w)\+(?!\w)/g, replace: '$1 plus' },
  { name: 'leading plus', pattern: /\+(?=\d)/g, replace: 'plus ' },
  { name: 'at most', pattern: /\s*(?:≤|<=)\s*/g, replace: ' is at most ' },
  { name: 'at least', pattern: /\s*(?:≥|>=)\s*/g, replace: ' is at least ' },
  { name: 'not equal', pattern: /\s*(?:≠|!=)\s*/g, replace: ' is not equal to ' },
  { name: 'about', pattern: /≈\s*|~(?=\s?\d)/g, replace: ' about ' },
  { name: 'plus or minus', pattern: /\s*±\s*/g, replace: ' plus or minus ' },
  { name: 'arrow', pattern: /\s*(?:[→←⇒⇐↑↓⟶]|<?[-=]{1,2}>)\s*/g, replace: ', ' },
  { name: 'equals', pattern: /\s*=+\s*(?=[\w-])/g, replace: ' equals ' },
  { name: 'less than', pattern: /(\w)\s*<\s*(?=\w)/g, replace: '$1 is less than ' },
  { name: 'greater than', pattern: /(\w)\s+>\s*(?=\w)/g, replace: '$1 is greater than ' },
  { name: 'infinity', pattern: /∞/g, replace: 'infinity' },
  { name: 'pi', pattern: /π/g, replace: ' pi ' },
  { name: 'number sign', pattern: /#\s?(?=\d)/g, replace: 'number ' },
  { name: 'ratio', pattern: /(?<![\w:.])(\d{1,2}):(\d)(?![\d:])/g, replace: '$1 to $2' },
];
