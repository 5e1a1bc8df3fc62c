/** Phrases that steer Sotto itself: they act at once and ask for no answer of a model. */
import { spokenWords } from './spoken-words';

export type ControlPhrase =
  /** Silence. */
  | { kind: 'stop' }
  /** Silence, and more to come. */
  | { kind: 'wait' }
  /** Forget the question. */
  | { kind: 'never-mind' }
  /** The last reply once more, as it was or slower. */
  | { kind: 'repeat'; slower: boolean }
  | { kind: 'louder' }
  | { kind: 'quieter' }
  | { kind: 'slower' }
  | { kind: 'faster' }
  /** The name and nothing else: found by the name gate, never by `controlPhrase`. */
  | { kind: 'called' };

type ControlKind = ControlPhrase['kind'];

const WHILE = '(?:a |one )?(?:minute|min|second|sec|moment|while)';
const VOLUME = '(?:the |your )?(?:volume|sound|voice)';
const TALK = '(?:speak|talk|say it|say that|read|read it|go)';
const YOU_ARE = '(?:(?:youre|you are|its|it is|that is|thats) (?:(?:speaking|talking|going) )?)?';

/** What each kind is said with, on words as `spokenWords` gives them, words of measure left out. */
const PHRASES: readonly (readonly [ControlKind, string])[] = [
  [
    'stop',
    'stop(?: (?:it|that|this|there|here|talking|speaking|reading|playing|everything))?|(?:be|keep|stay|go) (?:quiet|silent)|' +
      'quiet|silence|shut (?:it|up)|hush|sh+|cancel(?: (?:it|that|this))?|(?:thats |that is )?enough(?: of (?:that|this|it))?|' +
      'that will do|thatll do|(?:you can|lets) stop|zip it',
  ],
  [
    'wait',
    `(?:wait|hold on|hang on|hold up|pause)(?: (?:up|there))?(?: (?:for )?${WHILE})?|hold it|just ${WHILE}|one (?:second|sec|moment)|` +
      `give me ${WHILE}|let me think`,
  ],
  [
    'never-mind',
    'never ?mind(?: (?:that|it|about (?:that|it)))?|forget (?:about )?(?:it|that)|scratch that|it doesnt matter|doesnt matter',
  ],
  [
    'repeat',
    'repeat(?: (?:it|that|this|yourself|the (?:last )?(?:answer|reply|sentence|bit|part|thing)|what you (?:just )?said))?(?: (?:again|once more|one more time))?|' +
      '(?:say|tell me)(?: (?:it|that|this))? (?:again|once more|one more time)|again|once more|one more time|come again|' +
      '(?:i )?(?:beg )?(?:your )?pardon(?: me)?|what did you (?:just )?say|what was that(?: again)?|what were you saying|say what|' +
      'i (?:didnt|did not|couldnt|could not) (?:quite )?(?:hear|catch|get) (?:that|you|it|what you said)|i missed (?:that|it)|' +
      '(?:can|could|may) i hear (?:that|it) again',
  ],
  [
    'louder',
    `(?:${TALK} |make it |be |more )?(?:louder|more loudly)|(?:speak|talk) up|(?:turn|put|bring) (?:it|that|${VOLUME}) up|` +
      `turn up(?: ${VOLUME})?|${VOLUME} up|(?:raise|increase) (?:it|${VOLUME})|more volume|${YOU_ARE}too (?:quiet|soft|low)|` +
      'i (?:cant|cannot|can not|can hardly|can barely) hear (?:you|it|that)',
  ],
  [
    'quieter',
    `(?:${TALK} |make it |be )?(?:quieter|softer|more (?:quietly|softly))|(?:speak|talk) (?:quietly|softly)|` +
      `(?:turn|put|bring|keep) (?:it|that|${VOLUME}) down|turn down(?: ${VOLUME})?|${VOLUME} down|` +
      `(?:lower|reduce|decrease) (?:it|${VOLUME})|less (?:loud|volume)|not (?:so|that|too) loud|${YOU_ARE}too loud`,
  ],
  [
    'slower',
    `slow (?:it )?down|(?:${TALK} )?(?:slower|more slowly|slowly|slow)|${TALK} less (?:fast|quickly)|not (?:so|that|too) (?:fast|quick|quickly)|` +
      `${YOU_ARE}too (?:fast|quick|quickly)`,
  ],
  [
    'faster',
    `(?:${TALK} )?(?:faster|quicker|more quickly)|speed (?:it )?up|not (?:so|that|too) slow|${YOU_ARE}too slow(?:ly)?`,
  ],
];

const MATCHERS = PHRASES.map(([kind, source]) => [kind, new RegExp(`(?:${source})(?= |$)`, 'y')] as const);

/** May stand between, before and after phrases and change nothing. Alone they are no phrase. */
const FILLER = new RegExp(
  '(?:please|okay|ok|hey|hi|oh|um|uh|er|ah|hmm|well|so|and|but|then|now|right now|just|actually|alright|all right|right|' +
    'sotto|soto|no|nope|yes|yeah|thanks|thank you|sorry|excuse me|i said|' +
    '(?:can|could|would|will) you|would you mind|i (?:want|need) you to|for me)(?= |$)',
  'y',
);
/** How much of a thing is left open: Sotto takes its own step. */
const MEASURE =
  / (?:a (?:little|tiny|wee) bit|a (?:bit|little|tad|touch)|little|slightly|somewhat|even|much|way)(?= )/g;
/** Asks for a repetition when it is a question, and for nothing when it is not. */
const ASTONISHED = /^\W*(?:(?:sorry|excuse me)(?:[\s,]+(?:what|say again))?|what)\s*\?+\W*$/i;

/**
 * What the whole utterance asks of Sotto itself, polite words aside; undefined when any of it is about something else
 * ("stop the timer"). A command for silence before another one is part of it: "wait, say that again" is `repeat`. Of a
 * repetition with a wish for another volume or a faster pace, the repetition is taken.
 */
export function controlPhrase(text: string): ControlPhrase | undefined {
  if (ASTONISHED.test(text)) return { kind: 'repeat', slower: false };
  const kinds = kindsIn(` ${spokenWords(text).join(' ')} `.replace(MEASURE, '').trim());
  if (kinds === undefined) return undefined;
  if (kinds.has('repeat')) return { kind: 'repeat', slower: kinds.has('slower') };
  const changes = (['louder', 'quieter', 'slower', 'faster'] as const).filter((kind) => kinds.has(kind));
  if (changes.length > 1) return undefined;
  if (changes[0]) return { kind: changes[0] };
  const silence = (['stop', 'never-mind', 'wait'] as const).find((kind) => kinds.has(kind));
  return silence && { kind: silence };
}

/** The kinds of phrases a text of plain words is made of; undefined when there is anything else in it. */
function kindsIn(plain: string): Set<ControlKind> | undefined {
  const kinds = new Set<ControlKind>();
  for (let at = 0; at < plain.length; ) {
    let endsAt = 0;
    let found: ControlKind | undefined;
    for (const [kind, matcher] of MATCHERS) {
      const length = matchAt(matcher, plain, at);
      if (length > endsAt - at && length > 0) {
        endsAt = at + length;
        found = kind;
      }
    }
    if (found) kinds.add(found);
    else endsAt = at + matchAt(FILLER, plain, at);
    if (endsAt === at) return undefined;
    at = endsAt + 1;
  }
  return kinds;
}

/** Length of the match that begins at `at`; 0 without one. */
function matchAt(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}

const OPENING = new RegExp(
  '^(?:(?:please|okay|ok|hey|oh|um|uh|er|ah|well|but|so|yes|yeah|alright|all right|right|sorry|sotto|soto) )*' +
    '(?:stop|wait|pause|no|nope|hold (?:on|up|it)|hang on|never ?mind|cancel|be quiet|quiet|silence|shut up|enough|hush|' +
    'thats enough|excuse me|sotto|hey (?:sotto|soto))(?= |$)',
);

/**
 * Whether a transcript that may not be complete begins with a word that wants Sotto silent, whatever follows: "stop the
 * timer" and "no, I meant Paris" do as well as "stop".
 */
export function startsWithCommand(text: string): boolean {
  return OPENING.test(spokenWords(text).slice(0, 12).join(' '));
}
