import { calendarRules, yearRules } from './normalise-calendar';
import { markupRules } from './normalise-markup';
import { moneyRules } from './normalise-money';
import { abbreviationRules, addressRules } from './normalise-names';
import { compoundNumberRules, operatorRules, rangeRules } from './normalise-quantities';
import { applyRules, type Rule } from './normalise-rule';
import { unitRules } from './normalise-units';

/** What is left of the signs, once those that mean a word have become one. */
const tidyRules: readonly Rule[] = [
  { name: 'and', pattern: /\s*&\s*/g, replace: ' and ' },
  { name: 'handle', pattern: /(?<!\w)@(?=\w)/g, replace: 'at ' },
  { name: 'hashtag', pattern: /#(?=\p{L})/gu, replace: '' },
  // This voice is English: espeak reads other scripts as "Chinese letter, Chinese letter".
  {
    name: 'foreign script',
    pattern: /(?![\p{Script=Latin}\p{Script=Greek}])\p{L}+[\p{M}\p{L}]*|[、。「」，！？]/gu,
    replace: ' ',
  },
  { name: 'slash between words', pattern: /(?<=\p{L})\/(?=\p{L})/gu, replace: ' ' },
  { name: 'parenthesis', pattern: /\s*\(\s*(?=\S)|\s*\)(?=\s*\w)/g, replace: ', ' },
  { name: 'ellipsis at an end', pattern: /\s*(?:\.{2,}|…)(?=\s*(?:["')]*\s*$|\n))/gm, replace: '.' },
  { name: 'ellipsis', pattern: /\s*(?:\.{2,}|…)\s*/g, replace: ', ' },
  { name: 'dash', pattern: /\s*(?:[—–]|(?<=\s)-{1,3}(?=\s)|-{2,3})\s*/g, replace: ', ' },
  { name: 'leftover signs', pattern: /[^\p{L}\p{M}\p{N}\s.,!?;:'-]/gu, replace: ' ' },
  { name: 'lone apostrophe', pattern: /(?<![\p{L}\p{N}])'|'(?![\p{L}])(?<!s')/gu, replace: '' },
  { name: 'lone hyphen', pattern: /(?<![\p{L}\p{N}])-+|-+(?![\p{L}\p{N}])/gu, replace: ' ' },
  // A line break is a pause for the eye; a voice needs a stop to make one.
  { name: 'unfinished line', pattern: /([^\s.!?:;,])[ ]*\n\s*/g, replace: '$1. ' },
  { name: 'space', pattern: /\s+/g, replace: ' ' },
  { name: 'space before a stop', pattern: / +(?=[,.!?;:])/g, replace: '' },
  { name: 'stops in a row', pattern: /[,;:.]*([.!?])[.!?,;:]*/g, replace: '$1' },
  { name: 'commas in a row', pattern: /[,;:]+([,;:])/g, replace: '$1' },
  { name: 'stop at the start', pattern: /^[\s,.!?;:-]+(?!\d)/g, replace: '' },
];

/**
 * The order is the meaning: what is there for the eye goes first, names keep their dots from being read as stops, and
 * a number with signs around it is taken as a whole (money, date, sum) before the signs are read one by one.
 */
const RULES: readonly Rule[] = [
  ...markupRules,
  ...addressRules,
  ...abbreviationRules,
  ...moneyRules,
  ...calendarRules,
  ...compoundNumberRules,
  ...rangeRules,
  ...unitRules,
  ...operatorRules,
  ...yearRules,
  ...tidyRules,
];

/**
 * Turns text written by a model or a skill into English words that espeak reads right: Markdown, code, emoji and other
 * scripts are dropped; money, dates, times, units, signs and addresses become words. What espeak reads well by itself
 * (ordinals, decimals, thousands with commas, acronyms) is left alone.
 *
 * Pure, and never throws on any input. Returns '' where nothing is left to say.
 * Rules come from `shared/models/snippets/tts/normalise.js` and from listening to what espeak-ng 1.52 does.
 */
export function normaliseForSpeech(text: string): string {
  const spoken = applyRules(text, RULES).trim();
  return /[\p{L}\p{N}]/u.test(spoken) ? spoken : '';
}
