/** Beyond this, a double no longer holds every whole number, and nobody listens to that many digits. */
const LARGEST_SPELT = 1e15;
/** Decimals that are said in full; a number that needs more is rounded and said with "about". */
const EXACT_DECIMALS = 4;

const format = (value: number, decimals: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: decimals });

/** Whether `value` has at most `decimals` decimals, but for the dust of floating point. */
function isExact(value: number, decimals: number): boolean {
  const scaled = Math.abs(value) * 10 ** decimals;
  return Math.abs(scaled - Math.round(scaled)) < 1e-9 * Math.max(1, scaled);
}

function spokenMagnitude(value: number): string {
  if (value === 0) return '0';
  if (value >= LARGEST_SPELT || value < 1e-6) {
    const exponent = Math.floor(Math.log10(value));
    const power = exponent < 0 ? `minus ${-exponent}` : String(exponent);
    return `about ${format(value / 10 ** exponent, 2)} times 10 to the power of ${power}`;
  }
  if (isExact(value, EXACT_DECIMALS)) return format(value, EXACT_DECIMALS);
  if (value >= 10) return `about ${format(value, 2)}`;
  if (value >= 1) return `about ${format(value, 3)}`;
  return `about ${value.toLocaleString('en-US', { maximumSignificantDigits: 3 })}`;
}

/**
 * A number as a person would say it: "175", "about 1.414", "minus 7", "1,024". Up to four decimals are said when they
 * are all there is; otherwise three or four significant digits with "about".
 *
 * @param value finite
 */
export function spokenNumber(value: number): string {
  const magnitude = spokenMagnitude(Math.abs(value));
  if (value >= 0 || magnitude === '0') return magnitude;
  return magnitude.startsWith('about ') ? magnitude.replace('about ', 'about minus ') : `minus ${magnitude}`;
}

/** To the cent, a half up; the small addend makes up for 6.825 being stored as 6.82499…. */
export const roundToCents = (dollars: number): number =>
  (Math.sign(dollars) * Math.round(Math.abs(dollars) * 100 + 1e-6)) / 100;

/** "$45.50", "$91", "minus $5": the voice reads the sign as dollars and cents. */
export function spokenMoney(dollars: number): string {
  const rounded = roundToCents(dollars);
  const decimals = Number.isInteger(rounded) ? 0 : 2;
  const amount = Math.abs(rounded).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return `${rounded < 0 ? 'minus ' : ''}$${amount}`;
}
