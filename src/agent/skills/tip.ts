import { roundToCents, spokenMoney, spokenNumber } from './spoken-number';

const PERCENT = '(?<percent>\\d+(?:\\.\\d+)?) ?(?:%|percent|per cent)';
const BILL =
  '(?:an? |my |the )?(?:bill of |check of )?(?:\\$ ?)?(?<bill>\\d[\\d,]*(?:\\.\\d+)?)(?: ?(?:dollars?|bucks?))?(?: and (?<cents>\\d{1,2}) cents?)?(?: (?:bill|check|tab|meal|dinner|lunch))?';

/** The ways to ask for a tip, after the question words. */
const TIP_PATTERNS = [
  new RegExp(`^(?:an? |the )?${PERCENT} tip (?:on|for|of|from) ${BILL}$`),
  new RegExp(`^(?:an? |the )?tip (?:of )?(?:at )?${PERCENT} (?:on|for|of) ${BILL}$`),
  new RegExp(`^(?:an? |the )?tip (?:on|for) ${BILL} (?:at|of|with) ${PERCENT}$`),
];

/**
 * The answer to "15% tip on $45.50"; undefined where no tip is asked for.
 *
 * @param text lower case, numbers in digits, without the question words
 */
export function tipAnswer(text: string): string | undefined {
  for (const pattern of TIP_PATTERNS) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const percent = Number(groups.percent);
    const bill = Number(groups.bill?.replaceAll(',', '')) + Number(groups.cents ?? 0) / 100;
    const tip = roundToCents((bill * percent) / 100);
    const article = /^(?:8|11$|18$)/.test(String(percent)) ? 'An' : 'A';
    return `${article} ${spokenNumber(percent)}% tip on ${spokenMoney(bill)} is ${spokenMoney(tip)}, which makes ${spokenMoney(bill + tip)}.`;
  }
  return undefined;
}
