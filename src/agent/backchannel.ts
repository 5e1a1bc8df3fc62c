/** What a listener says to show that he listens, and what Whisper writes for a cough: no reason to stop talking. */
import { spokenWords } from './spoken-words';

/** One-word sounds, by their shape: Whisper spells them anew each time ("Mm-hmm", "Mmhmm", "Uh huh", "Ahh"). */
const SOUND =
  /^(?:m+|h+m+|m+h+m*|m+h+|u+h+|u+h+u+h+|u+h+m+|u+m+|e+r+m?|e+h+|a+h+|o+h+|o+o+h*|a+w+|a+ha+|hu+h+|ha+h*|he+h*|(?:ha){2,}|(?:he){2,}|wo+w+|wh?oa+h?|u+gh+|a+ch?oo|ow|ouch|oof|phew|pff+t?|tsk)$/;

/** Acknowledgements, apostrophes left out as `spokenWords` does. */
const ACKNOWLEDGEMENTS = [
  'okay ok okey okie k kay okey dokey yeah yea yep yup yes ya yah right alright sure true exactly good great cool nice fine',
  'interesting really perfect awesome amazing wonderful lovely excellent brilliant fantastic neat sweet funny correct indeed',
  'absolutely definitely totally certainly understood gotcha agreed fascinating incredible super',
]
  .join(' ')
  .split(' ')
  .concat(
    'all right,i see,i know,i understand,i get it,got it,i got it,i got you,of course,for sure,no way,oh no,no kidding,no problem',
    'oh my,oh my god,oh god,my god,oh dear,oh boy,oh man,good to know,good point,good idea,very good,very nice,very cool,not bad',
    'so good,so cool,so nice,so interesting,very interesting,how interesting,how nice,how funny,thats it,makes sense',
    'that makes sense,that makes sense to me,fair enough,sounds good,sounds great,is that so,is that right,is it,did it,you dont say',
    'i think so,i guess,i guess so,i believe so,that is true,that is right,go on,carry on,keep going,continue,please continue',
  )
  .flatMap((line) => line.split(','))
  .concat(
    'right true great good nice cool fine interesting funny amazing awesome okay ok perfect wonderful lovely correct'
      .split(' ')
      .flatMap((word) => [`thats ${word}`, `thats so ${word}`, `thats very ${word}`, `thats really ${word}`]),
  );

/** What Whisper tiny writes for coughs, bumps and breaths. Some of it could be meant, but none of it asks for anything. */
const INVENTED = [
  'you,thank you,thanks,thank you very much,thank you so much,thank you for watching,thanks for watching,bye,bye bye',
].flatMap((line) => line.split(','));

/** The same, or the first syllable of anything: alone they are nothing, after an "okay" they are the beginning of more. */
const BEGINNINGS = new Set('im i so a an the and but it its well is to of in cough sneeze god'.split(' '));

const ACKNOWLEDGING = new Set(ACKNOWLEDGEMENTS);
const ENDING = new Set([...ACKNOWLEDGEMENTS, ...INVENTED]);
const LONGEST_WORDS = Math.max(...[...ENDING].map((phrase) => phrase.split(' ').length));

/**
 * Whether the whole text is acknowledgements ("Uh-huh.", "Okay, okay", "Oh, I see"), remarks about sounds ("[cough]"), or
 * one of the things Whisper writes for short noises ("Thank you."). True for a text without words: nothing was said.
 */
export function isBackchannel(text: string): boolean {
  const words = spokenWords(text);
  return coverage(words).has(words.length);
}

/**
 * Whether a transcript that is not complete is a backchannel so far or may yet become one: "I" may be "I see", "exac" may be
 * "exactly", "got" may be "got it".
 */
export function mayBecomeBackchannel(text: string): boolean {
  const words = spokenWords(text);
  const reached = coverage(words);
  if (reached.has(words.length)) return true;
  return [...reached].some((from) => isPhraseOpening(words.slice(from).join(' ')));
}

/** How many words at the beginning are acknowledgements: 1 of "Yeah, here", which is how a "yeah" may look when it is cut. */
export function acknowledgedWords(text: string): number {
  return Math.max(...coverage(spokenWords(text)));
}

/** How many words from the first on can be read as phrases one after the other, in every way there is. */
function coverage(words: readonly string[]): Set<number> {
  if (words.length === 1 && BEGINNINGS.has(words[0] ?? '')) return new Set([0, 1]);
  const reached = new Set([0]);
  for (let from = 0; from < words.length; from++) {
    if (!reached.has(from)) continue;
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST_WORDS); to++) {
      const phrase = words.slice(from, to).join(' ');
      // What was invented stands at the end, or is all there is: "you" is nothing, but "you okay" is a question.
      const phrases = to === words.length ? ENDING : ACKNOWLEDGING;
      if (phrases.has(phrase) || (to === from + 1 && SOUND.test(phrase))) reached.add(to);
    }
  }
  return reached;
}

function isPhraseOpening(text: string): boolean {
  return text !== '' && ACKNOWLEDGEMENTS.some((phrase) => phrase.startsWith(text));
}
