import { controlPhrase } from './control-phrase';
import type { Heard } from './turn';

/** The dots and commas Whisper ends a half sentence with. */
const HALF_END = /(\.{3}|…|[.,])$/;

/** Two halves of a question that the detector took for two; a second half without words adds none. */
export async function joinHeard(first: Promise<Heard>, second: Promise<Heard>): Promise<Heard> {
  const [a, b] = [await first.catch(() => undefined), await second];
  if (a?.transcript?.verdict !== 'speech') return b;
  // "Stop" is a word to Sotto, not the end of the question.
  if (controlPhrase(b.text)) return b;
  if (b.transcript?.verdict !== 'speech') return { ...b, text: a.text, transcript: a.transcript };
  return { ...b, text: `${a.text.replace(HALF_END, '')} ${b.text}` };
}
