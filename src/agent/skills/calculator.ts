import { bareRequest } from './bare-request';
import { numberWordsToDigits } from './number-words';
import type { Skill, SkillMatch } from './skill';
import { spokenMoney, spokenNumber } from './spoken-number';
import { parseSum, type SumFault, type SumResult } from './sum-parser';
import { type SumToken, tokenizeSum } from './sum-tokens';
import { tipAnswer } from './tip';

/** Longer than any sum that is said; bounds the depth of the tree. */
const LONGEST_REQUEST = 200;
/** A longer sum is not repeated before its result. */
const MOST_TOKENS_REPEATED = 9;

const QUESTION =
  /^(?:what(?:'s| is| are| does| do you get if you)?|whats|calculate|compute|evaluate|solve|work out|figure out|find|how much(?: is|'s| are)?|how many is|do the math)\b ?(?:the )?(?:(?:result of|answer to|value of|result|answer) )?/;
const TAIL = / ?(?:=|equals?(?: to)?(?: what)?|is what|come(?:s)? to|make(?:s)?)? ?$/;

/** Sums whose words are not in the order of their signs: "subtract 3 from 10". */
const IMPERATIVES: readonly (readonly [RegExp, string])[] = [
  [/^add (.+?) (?:and|to|with) (.+)$/, '$1 plus $2'],
  [/^(?:the )?sum of (.+?) and (.+)$/, '$1 plus $2'],
  [/^(?:the )?product of (.+?) and (.+)$/, '$1 times $2'],
  [/^(?:the )?difference between (.+?) and (.+)$/, '$1 minus $2'],
  [/^subtract (.+?) from (.+)$/, '$2 minus $1'],
  [/^multiply (.+?) (?:and|by|with|times) (.+)$/, '$1 times $2'],
  [/^divide (.+?) by (.+)$/, '$1 divided by $2'],
  [/^square (\S+)$/, '$1 squared'],
];

/** Written like a sum and hardly ever meant as one. */
const NOT_A_SUM = /^(?:24\/7|9\/11|50[-/]50)$|\d\/\d+\/\d|\d-\d+-\d/;
/** "555-0192", "3/4", "10-20" are a sum only when asked for as one. */
const BARE_NUMBERS = /^\$?[\d.,]+[-–/]\$?[\d.,]+$/;

const FAULTS: Readonly<Record<SumFault, string>> = {
  'divide-by-zero': "You can't divide by zero.",
  'not-real': 'That has no answer among the real numbers.',
  'too-big': 'That number is too big for me.',
};
const NOT_UNDERSTOOD = "I couldn't make out that sum. Could you say it another way?";

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function answerText(tokens: readonly SumToken[], result: SumResult): string {
  if (result.kind === 'fault') return FAULTS[result.fault];
  const value = result.isMoney ? spokenMoney(result.value) : spokenNumber(result.value);
  // Parentheses cannot be heard, so such a sum is not repeated.
  const isRepeated = tokens.length <= MOST_TOKENS_REPEATED && tokens.every(({ kind }) => kind !== 'open');
  if (!isRepeated) return `That makes ${value}.`;
  return capitalise(`${tokens.map(({ words }) => words).join(' ')} is ${value}.`);
}

/** Whether something is to be reckoned: a sign in front of a lone number is no sum. */
function hasOperation(tokens: readonly SumToken[]): boolean {
  return (
    tokens.some(({ kind }) => kind === 'number' || kind === 'percent') &&
    tokens.some(({ kind }, index) => kind === 'prefix' || kind === 'postfix' || (kind === 'infix' && index > 0))
  );
}

function matchOf(answer: () => string): SkillMatch {
  return {
    skillId: 'calculator',
    run: async (_context, signal) => {
      signal.throwIfAborted();
      return { text: answer() };
    },
  };
}

/** Sums, percentages, roots, powers and tips, spoken or written. */
export const calculator: Skill = {
  id: 'calculator',
  examples: ['What is 25 times 7?', 'Calculate 15% tip on $45.50.', 'Square root of two', 'Half of ninety'],

  match(text) {
    if (text.length > LONGEST_REQUEST) return undefined;
    const request = bareRequest(text);
    const withoutQuestion = request.replace(QUESTION, '');
    const isAsked = withoutQuestion !== request;
    let sum = numberWordsToDigits(withoutQuestion).replace(TAIL, '');

    const tip = tipAnswer(sum.replace(/^an? (?=\d)/, ''));
    if (tip !== undefined) return matchOf(() => tip);

    for (const [pattern, order] of IMPERATIVES) sum = sum.replace(pattern, order);
    if (NOT_A_SUM.test(sum) || (!isAsked && BARE_NUMBERS.test(sum))) return undefined;

    const tokens = tokenizeSum(sum);
    if (!tokens || !hasOperation(tokens)) return undefined;
    const compute = parseSum(tokens);
    if (compute) return matchOf(() => answerText(tokens, compute()));
    // All of it is arithmetic and it was asked for, but it makes no sum: better said than left to the model's fancy.
    return isAsked ? matchOf(() => NOT_UNDERSTOOD) : undefined;
  },
};
