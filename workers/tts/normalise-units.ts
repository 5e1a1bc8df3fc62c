import type { Rule } from './normalise-rule';

const NUMBER = '\\d[\\d,]*(?:\\.\\d+)?';

/** Written unit → [one, many]. Case counts: Mb and MB, mW and MW differ. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  'km/h': ['kilometer per hour', 'kilometers per hour'],
  kph: ['kilometer per hour', 'kilometers per hour'],
  'km/s': ['kilometer per second', 'kilometers per second'],
  'm/s': ['meter per second', 'meters per second'],
  mph: ['mile per hour', 'miles per hour'],
  km: ['kilometer', 'kilometers'],
  m: ['meter', 'meters'],
  cm: ['centimeter', 'centimeters'],
  mm: ['millimeter', 'millimeters'],
  nm: ['nanometer', 'nanometers'],
  mi: ['mile', 'miles'],
  ft: ['foot', 'feet'],
  yd: ['yard', 'yards'],
  kg: ['kilogram', 'kilograms'],
  g: ['gram', 'grams'],
  mg: ['milligram', 'milligrams'],
  lb: ['pound', 'pounds'],
  lbs: ['pound', 'pounds'],
  oz: ['ounce', 'ounces'],
  L: ['liter', 'liters'],
  l: ['liter', 'liters'],
  ml: ['milliliter', 'milliliters'],
  mL: ['milliliter', 'milliliters'],
  gal: ['gallon', 'gallons'],
  tsp: ['teaspoon', 'teaspoons'],
  tbsp: ['tablespoon', 'tablespoons'],
  kB: ['kilobyte', 'kilobytes'],
  KB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  MiB: ['mebibyte', 'mebibytes'],
  GB: ['gigabyte', 'gigabytes'],
  GiB: ['gibibyte', 'gibibytes'],
  TB: ['terabyte', 'terabytes'],
  kbps: ['kilobit per second', 'kilobits per second'],
  Mbps: ['megabit per second', 'megabits per second'],
  Gbps: ['gigabit per second', 'gigabits per second'],
  'MB/s': ['megabyte per second', 'megabytes per second'],
  fps: ['frame per second', 'frames per second'],
  Hz: ['hertz', 'hertz'],
  kHz: ['kilohertz', 'kilohertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  W: ['watt', 'watts'],
  kW: ['kilowatt', 'kilowatts'],
  MW: ['megawatt', 'megawatts'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  V: ['volt', 'volts'],
  mAh: ['milliamp hour', 'milliamp hours'],
  dB: ['decibel', 'decibels'],
  kcal: ['kilocalorie', 'kilocalories'],
  ms: ['millisecond', 'milliseconds'],
  s: ['second', 'seconds'],
  sec: ['second', 'seconds'],
  secs: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  mins: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  hr: ['hour', 'hours'],
  hrs: ['hour', 'hours'],
};

function speakUnit(match: string, amount: string, unit: string): string {
  const names = UNITS[unit];
  if (!names) return match;
  return `${amount} ${names[amount === '1' ? 0 : 1]}`;
}

/** Longest first, so that "km/h" is not read as "km". */
const unitPattern = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|');
/** Single letters mean a unit only where they touch the number ("5 m" may be "5 million", "5 s" a plural). */
const isLoose = (unit: string): boolean =>
  unit.length > 1 || unit === 'm' || unit === 'g' || unit === 'W' || unit === 'V';
const looseUnitPattern = Object.keys(UNITS)
  .filter(isLoose)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** Units, percent and degrees, after ranges: "10-20 km" is then "10 to 20 km". */
export const unitRules: readonly Rule[] = [
  { name: 'degrees Celsius', pattern: /(\d)\s*°\s*C\b/g, replace: '$1 degrees Celsius' },
  { name: 'degrees Fahrenheit', pattern: /(\d)\s*°\s*F\b/g, replace: '$1 degrees Fahrenheit' },
  { name: 'degrees', pattern: /(\d)\s*°/g, replace: '$1 degrees' },
  { name: 'percent', pattern: /(\d)\s*%/g, replace: '$1 percent' },
  {
    name: 'square unit',
    pattern: /(\d)\s?(k|c|m)?m(?:²|\^2)/g,
    replace: (_, n, p) => `${n} square ${UNITS[`${p ?? ''}m`]?.[1]}`,
  },
  {
    name: 'cubic unit',
    pattern: /(\d)\s?(k|c|m)?m(?:³|\^3)/g,
    replace: (_, n, p) => `${n} cubic ${UNITS[`${p ?? ''}m`]?.[1]}`,
  },
  {
    name: 'touching unit',
    pattern: new RegExp(`(?<![\\w.])(${NUMBER})(${unitPattern})(?![\\w/'])`, 'g'),
    replace: speakUnit,
  },
  {
    name: 'unit',
    pattern: new RegExp(`(?<![\\w.])(${NUMBER}) (${looseUnitPattern})(?![\\w/'])`, 'g'),
    replace: speakUnit,
  },
  { name: 'thousands', pattern: /(\d)[kK]\b/g, replace: '$1 thousand' },
  {
    name: 'per',
    pattern: /(?<=[a-z])\s?\/\s?(?=(?:second|minute|hour|day|night|week|month|year|person|kg|lb)\b)/g,
    replace: ' per ',
  },
];
