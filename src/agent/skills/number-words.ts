const SMALL: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: Readonly<Record<string, number>> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, (index + 2) * 10]),
);
const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

const isDigits = (word: string | undefined): word is string => word !== undefined && /^\d[\d,]*(?:\.\d+)?$/.test(word);
const startsNumber = (word: string | undefined): boolean =>
  word !== undefined && (word in SMALL || word in TENS || word === 'hundred' || word in SCALES);

interface Reading {
  /** Digits, so that no decimal place is lost or made up. */
  digits: string;
  /** Index of the first word after the number. */
  next: number;
}

/** The digits after "point": single digits spoken one by one, or as a speech model wrote them. */
function readDecimals(words: readonly string[], from: number): Reading | undefined {
  let digits = '';
  let next = from;
  for (let word = words[next]; word !== undefined; word = words[++next]) {
    const value = SMALL[word];
    if (value !== undefined && value < 10) digits += value;
    else if (/^\d+$/.test(word)) digits += word;
    else break;
  }
  return digits === '' ? undefined : { digits, next };
}

/** The whole number at `start`, without decimals. `total` holds finished groups of three digits, `group` the open one. */
function readWhole(words: readonly string[], start: number): { value: number; next: number } | undefined {
  let next = start;
  let total = 0;
  let group: number | undefined;
  /** How small the next word must be for the number to go on: after "twenty" comes "five", not "twelve". */
  let room = Number.POSITIVE_INFINITY;
  if (
    (words[next] === 'a' || words[next] === 'an') &&
    (words[next + 1] === 'hundred' || (words[next + 1] ?? '') in SCALES)
  ) {
    group = 1;
    next++;
  }
  for (let word = words[next]; word !== undefined; word = words[++next]) {
    const small = SMALL[word] ?? TENS[word];
    if (small !== undefined) {
      if (small >= room || (small === 0 && group !== undefined)) break;
      group = (group ?? 0) + small;
      room = word in TENS ? 10 : 0;
    } else if (isDigits(word) && next === start) {
      group = Number(word.replaceAll(',', ''));
      room = 0;
    } else if (word === 'hundred') {
      if ((group ?? 1) >= 100) break;
      group = (group ?? 1) * 100;
      room = 100;
    } else if (word in SCALES) {
      const scale = SCALES[word] ?? 1;
      // "A thousand million": the scale takes all that was said.
      if (group === undefined && total > 0) total *= scale;
      else total += (group ?? 1) * scale;
      group = undefined;
      room = 1000;
    } else if (word === 'and' && next > start && (room === 100 || room === 1000) && startsNumber(words[next + 1])) {
    } else break;
  }
  return next === start || (group === undefined && total === 0) ? undefined : { value: total + (group ?? 0), next };
}

function readNumber(words: readonly string[], start: number): Reading | undefined {
  if (words[start] === 'point') {
    const decimals = readDecimals(words, start + 1);
    return decimals && { digits: `0.${decimals.digits}`, next: decimals.next };
  }
  const whole = readWhole(words, start);
  if (!whole) return undefined;
  if (words[whole.next] !== 'point') return { digits: String(whole.value), next: whole.next };
  const decimals = readDecimals(words, whole.next + 1);
  if (!decimals) return { digits: String(whole.value), next: whole.next };
  const scale = SCALES[words[decimals.next] ?? ''];
  const value = `${whole.value}.${decimals.digits}`;
  return scale
    ? { digits: String(Number(value) * scale), next: decimals.next + 1 }
    : { digits: value, next: decimals.next };
}

/**
 * Replaces every number said in words by digits: "twenty five times a hundred" → "25 times 100". Up to trillions, with
 * decimals ("three point five", "2.5 million"); a number already in digits loses its commas. Other words are kept.
 *
 * @param text lower case, words parted by spaces, as `bareRequest` returns it
 */
export function numberWordsToDigits(text: string): string {
  const words = text.replace(/(?<=[a-z])-(?=[a-z])/g, ' ').split(' ');
  const result: string[] = [];
  for (let at = 0; at < words.length; ) {
    const reading = readNumber(words, at);
    result.push(reading?.digits ?? words[at] ?? '');
    at = reading?.next ?? at + 1;
  }
  return result.join(' ');
}
