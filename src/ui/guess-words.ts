import { formatSeconds } from './format';
import { conversationText } from './text/conversation/words';
import type { GuessView } from './view-model';

/** What was begun before a turn was decided, in one line; empty when nothing was. */
export function guessWords({ begun, dropped, wastedMs }: GuessView): string {
  if (begun <= 0) return '';
  const words = conversationText();
  return dropped <= 0 ? words.allKept(begun) : words.someDropped(begun, dropped, formatSeconds(wastedMs, 1000));
}
