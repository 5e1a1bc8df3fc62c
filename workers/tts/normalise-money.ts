import type { Rule } from './normalise-rule';

interface Currency {
  readonly one: string;
  readonly many: string;
  readonly cent?: string;
  readonly cents?: string;
}

const CURRENCIES: Readonly<Record<string, Currency>> = {
  $: { one: 'dollar', many: 'dollars', cent: 'cent', cents: 'cents' },
  '€': { one: 'euro', many: 'euros', cent: 'cent', cents: 'cents' },
  '£': { one: 'pound', many: 'pounds', cent: 'penny', cents: 'pence' },
  '¥': { one: 'yen', many: 'yen' },
  '₹': { one: 'rupee', many: 'rupees' },
};

const SCALES: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
};

const SIGN = '[$€£¥₹]';
const AMOUNT = '\\d[\\d,]*(?:\\.\\d+)?';

/** `whole` and `fraction` are digits as written; `scale` a letter or a word such as "million". */
function speakMoney(_: string, sign: string, whole: string, fraction?: string, scale?: string): string {
  const currency = CURRENCIES[sign];
  if (!currency) throw new Error(`no words for the currency ${sign}`);
  if (scale) {
    const word = SCALES[scale.toLowerCase()] ?? scale.toLowerCase();
    return `${whole}${fraction ? `.${fraction}` : ''} ${word} ${currency.many}`;
  }
  const units = `${whole} ${Number(whole.replaceAll(',', '')) === 1 ? currency.one : currency.many}`;
  if (!fraction) return units;
  // A price has one or two decimals; anything longer is a rate, read as a plain number.
  if (fraction.length > 2 || !currency.cents) return `${whole}.${fraction} ${currency.many}`;
  const cents = Number(fraction.padEnd(2, '0'));
  if (cents === 0) return units;
  const small = `${cents} ${cents === 1 ? currency.cent : currency.cents}`;
  return Number(whole) === 0 ? small : `${units} and ${small}`;
}

/** Prices and sums of money, with the amount before the currency as it is spoken. */
export const moneyRules: readonly Rule[] = [
  { name: 'country before the sign', pattern: /\b(?:US|CA|AU|NZ)\$(?=\d)/g, replace: '$' },
  {
    name: 'money range',
    pattern: new RegExp(`(${SIGN})(${AMOUNT})\\s*[-–—]\\s*(?:${SIGN})?(?=\\d)`, 'g'),
    replace: (_, sign, from) => `${from} to ${sign}`,
  },
  { name: 'negative money', pattern: new RegExp(`(?<![\\w)])[-−](?=${SIGN}\\d)`, 'g'), replace: 'minus ' },
  {
    name: 'money',
    pattern: new RegExp(
      `(${SIGN})(\\d[\\d,]*(?<!,))(?:\\.(\\d+))?(?:\\s*(hundred|thousand|million|billion|trillion|bn|mn|[kKMBT])\\b)?`,
      'g',
    ),
    replace: speakMoney,
  },
  { name: 'sign after the amount', pattern: /(\d)\s*€/g, replace: '$1 euros' },
  { name: 'currency code', pattern: /(\d)\s?USD\b/g, replace: '$1 dollars' },
  { name: 'euro code', pattern: /(\d)\s?EUR\b/g, replace: '$1 euros' },
  { name: 'cents', pattern: /(\d)\s*¢/g, replace: '$1 cents' },
];
