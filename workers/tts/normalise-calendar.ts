import type { Rule } from './normalise-rule';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DECADES: Readonly<Record<string, string>> = {
  '0': 'hundreds',
  '1': 'tens',
  '2': 'twenties',
  '3': 'thirties',
  '4': 'forties',
  '5': 'fifties',
  '6': 'sixties',
  '7': 'seventies',
  '8': 'eighties',
  '9': 'nineties',
};

function ordinal(day: number): string {
  const teens = day % 100 > 10 && day % 100 < 14;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** "March 5th, 2024", or undefined where there is no such month or day. */
function speakDate(year: string, month: string, day: string): string | undefined {
  const name = MONTHS[Number(month) - 1];
  const dayNumber = Number(day);
  return name && dayNumber >= 1 && dayNumber <= 31 ? `${name} ${ordinal(dayNumber)}, ${year}` : undefined;
}

function speakYear(year: string): string {
  const century = year.slice(0, 2);
  const rest = year.slice(2);
  if (year.startsWith('200')) return year; // "two thousand five", as espeak reads it
  if (rest === '00') return `${century} hundred`;
  return rest.startsWith('0') ? `${century} oh ${rest[1]}` : `${century} ${rest}`;
}

function speakDecade(_: string, century: string, digit: string): string {
  if (century === '20' && digit === '0') return 'two thousands';
  return `${century} ${DECADES[digit]}`;
}

/** Minutes after the hour: "05" is read "oh 5". */
const speakMinutes = (minutes: string): string => (minutes.startsWith('0') ? `oh ${minutes[1]}` : minutes);

/** "AM" and "PM", not "A M": espeak reads a lone A as the article. */
function speakHalfDay(_: string, hour: string, minutes: string | undefined, half: string, end: string): string {
  const clock = minutes && minutes !== '00' ? `${Number(hour)} ${speakMinutes(minutes)}` : `${Number(hour)}`;
  return `${clock} ${half.toUpperCase()}M${end}`;
}

function speakTime(_: string, hour: string, minutes: string, seconds?: string): string {
  const tail = seconds && seconds !== '00' ? ` and ${Number(seconds)} seconds` : '';
  const clock = minutes === '00' ? `${Number(hour)} o'clock` : `${Number(hour)} ${speakMinutes(minutes)}`;
  return clock + tail;
}

const monthNames = MONTHS.join('|');

/** Dates, decades and times of day. */
export const calendarRules: readonly Rule[] = [
  { name: 'date and time', pattern: /(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z?/g, replace: '$1 at $2' },
  {
    name: 'ISO date',
    pattern: /\b(\d{4})-(\d\d)-(\d\d)\b/g,
    replace: (match, year, month, day) => speakDate(year, month, day) ?? match,
  },
  {
    // Month first, as this voice is American; day first only where month first makes no date.
    name: 'slashed date',
    pattern: /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g,
    replace: (match, first, second, year) => speakDate(year, first, second) ?? speakDate(year, second, first) ?? match,
  },
  {
    name: 'short month',
    pattern: /\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?= \d)/g,
    replace: (match, short) => MONTHS.find((month) => month.startsWith(short.slice(0, 3))) ?? match,
  },
  {
    name: 'month and day',
    pattern: new RegExp(
      `\\b(${monthNames}) (\\d{1,2})(?=\\s*(?:[,.;?!)]|$|\\d{4}\\b|(?:at|and|to|in|is|was)\\b))(?![.,:]\\d)`,
      'g',
    ),
    replace: (_, month, day) => `${month} ${ordinal(Number(day))}`,
  },

  {
    name: 'time range',
    pattern: /(\d:\d\d|\d)(\s*[ap]\.?m\.?)?\s*[-–—]\s*(?=\d{1,2}(?::\d\d|\s*[ap]\.?m\b))/gi,
    replace: '$1$2 to ',
  },
  {
    // "p.m." at the end of a sentence gives its last dot back.
    name: 'twelve-hour time',
    pattern:
      /\b(\d{1,2})(?::([0-5]\d))?(?::[0-5]\d)?\s*([aApP])(?:\.\s?[mM]\.(?=\s*$|\s+[A-Z])()|\.\s?[mM]\.|[mM]\b)/gm,
    replace: (match, hour, minutes, half, end) =>
      Number(hour) > 12 && !minutes ? match : speakHalfDay(match, hour, minutes, half, end === '' ? '.' : ''),
  },
  { name: 'midnight', pattern: /\b(?:00:00|24:00)\b(?!:)/g, replace: 'midnight' },
  { name: 'clock time', pattern: /\b([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?\b/g, replace: speakTime },

  { name: 'decade', pattern: /\b(1[1-9]|20)(\d)0'?s\b/g, replace: speakDecade },
  { name: 'short decade', pattern: /(?<=^|\s)'?([2-9])0'?s\b/g, replace: (_, digit) => `${DECADES[digit]}` },
];

/** What follows a number that is a year; any other lower-case word makes it a count ("1250 people"). */
const AFTER_YEAR =
  'a|an|and|or|to|the|is|was|were|are|has|had|until|till|through|when|while|as|at|by|for|from|with|on|but|because|he|she|it|they|we|I|edition|election|season|census';
const BEFORE_YEAR = 'in|since|by|from|until|year|before|after|during|early|late|mid|circa|of';

/** Years, after every other number with digits beside it has become words. */
export const yearRules: readonly Rule[] = [
  {
    name: 'year after a telling word',
    pattern: new RegExp(
      `(?<=\\b(?:${BEFORE_YEAR}|${monthNames}) |\\d(?:st|nd|rd|th),? )(1[1-9]|20)\\d\\d\\b(?![,.:/]\\d|\\s*%)`,
      'gi',
    ),
    replace: speakYear,
  },
  {
    name: 'year',
    pattern: new RegExp(
      `(?<![\\w.,:/#$€£¥₹+*=-]|\\d )(1[1-9]|20)\\d\\d\\b(?![,.:/'°%]\\d|[/'°%*=^×÷]|\\s*[*+×÷=^%°<>]|\\s+(?!(?:${AFTER_YEAR})\\b)[a-z]|\\s+[-−]?\\d|-\\w)`,
      'g',
    ),
    replace: speakYear,
  },
];
