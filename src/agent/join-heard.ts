import { controlPhrase } from './control-phrase';
import type { Heard } from './turn';

/** The dots and commas Whisper ends a half sentence with. */
const HALF_END = /(\.{3}|…|[.,])$/;

/** Two halves of a question that the detector took for two; a second half without words adds none. */
export async function joinHeard(first: Promise<Heard>, second: Promise<Heard>): Promise<Heard> {
  const [a, b] = [await first.catch(() => undefined), await second];
  if (a?.transcript?.verdict !== 'speech' || a.meant === 'elsewhere') return b;
  // What goes on with a question is meant for whom the question was; a call goes on with the question.
  const meant = a.meant && 'addressed';
  // "Stop" is a word to Sotto, not the end of the question.
  if (controlPhrase(b.text)) return { ...b, meant };
  const nothing = b.transcript?.verdict !== 'speech' || b.meant === 'called';
  if (nothing) return { ...b, text: a.text, meant: a.meant, transcript: a.transcript };
  if (a.meant === 'called') return { ...b, meant };
  return { ...b, meant, text: `${a.text.replace(HALF_END, '')} ${b.text}` };
}
