/** What people say before they ask. Whisper writes "Sotto" in all these ways. */
const OPENERS = [
  'um+',
  'uh+',
  'er+m?',
  'hmm+',
  'oh',
  'ah',
  'so',
  'well',
  'and',
  'now',
  'then',
  'okay',
  'ok',
  'alright',
  'all right',
  'right',
  'yeah',
  'yes',
  'hey',
  'hi',
  'hello',
  'excuse me',
  'sotto',
  'soto',
  'sato',
  'soda',
  'please',
  'quick question',
  '(?:can|could|would|will) you(?: please)?(?: tell me| say| give me| let me know)?',
  '(?:please )?(?:just )?tell me',
  'do you (?:happen to )?know',
  "i(?:'d| would) like to know",
  'i (?:want|need) to know',
  "i'm wondering",
  'i was wondering',
];
const CLOSERS = ['please', 'thanks', 'thank you', 'sotto', 'soto', 'for me', 'again', 'then'];

const opener = new RegExp(`^(?:${OPENERS.join('|')})\\b\\s*`);
const closer = new RegExp(`\\s*\\b(?:${CLOSERS.join('|')})$`);

function removeAll(text: string, pattern: RegExp): string {
  let result = text;
  for (let before = ''; before !== result; ) {
    before = result;
    result = result.replace(pattern, '');
  }
  return result;
}

/**
 * The bare request in what was said: lower case, one space between words, without the politeness around it and without
 * the punctuation a speech model adds. Signs inside numbers and sums stay ("$45.50", "1,250", "15 * 23").
 */
export function bareRequest(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[?!;:"“”…]+(?!\d)|[.,]+(?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return removeAll(removeAll(plain, opener), closer).trim();
}
