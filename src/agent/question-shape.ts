/**
 * Does a transcript look finished? Signs in the words alone, as Whisper writes them: it ends cut sentences with a full stop
 * more often than not, and "Can you tell me" even with a question mark, so the words count for more than the marks.
 */
import { controlPhrase } from './control-phrase';

/**
 * How finished the words look, from surely not to surely. `doubtful` is what neither a rule for unfinished nor one for
 * finished sentences knows.
 */
export type QuestionShape = 'open' | 'leaning-open' | 'doubtful' | 'leaning-complete' | 'complete';

const words = (list: string) => new Set(list.split(/\s+/));

const FILLERS = words('um uh uhm er erm hmm hm mm ah eh umm uhh well so like hey basically actually maybe');
/** Words after which another one must come, in whatever sentence. */
const NEVER_LAST = words(
  `and or but if because although unless whether whereas than a an the my your our their its every each
   i'd i'll i'm i've we'll we're we've you're you'll they're let's who's what's where's how's when's there's whose
   into onto between during among versus plus minus very quite such while whenever until till`,
);
/** Words that end a clause only when what they belong to came before: "What is it made of?", "tell me where it is". */
const STRANDABLE = words(
  `to of for with from in on at by about under over near as like around through after before since without against
   is are was were am be been being do does did has have had will would can could should shall may might must`,
);
/** Words that point at a noun to come, and can stand alone. */
const LEANS_ON = words('some any no another more most both either this these those that his her when which not really');
const WH = words('what who where when why how which whose whom');
const AUXILIARY = words(
  `is are was were am be do does did has have had will would can could should shall may might must
   isn't aren't wasn't don't doesn't didn't won't can't couldn't shouldn't`,
);
/** Verbs that want an object, when they stand right behind "to", "please", "you", "me" or at the beginning. */
const WANTS_OBJECT = words(
  `add play book order buy send find open set put make translate convert calculate explain describe define compare
   recommend suggest write read show create schedule turn get bring tell give say want need ask name multiply divide
   subtract spell pronounce remind wake dial delete remove save pick draw compose summarize summarise list bake cook
   change call text email message navigate search look take check know learn see have visit plan use`,
);

/** Tails that ask for more, whatever the mark behind them. */
const OPEN_TAILS: readonly RegExp[] = [
  /\b(?:tell|show|give|ask|send|teach|bring|get|remind|wake|let|buy|make|find|read|text|tell) (?:me|us|him|her|them)$/,
  /\b(?:i|we|you)(?:'d| would| want| need| like| wish| hope| think| mean| guess| wonder| believe)+(?: like| love| want| need)?$/,
  /\b(?:i'd|we'd|you'd) (?:like|love|prefer|rather)$/,
  /\b(?:i'm|i was|i am|we're|we are) (?:looking|trying|going|planning|wondering|thinking|hoping|calling|asking)$/,
  /\b(?:do you know|let me know|find out|figure out|remember|make sure|turn on|turn off|turn up|turn down|look up|get rid)$/,
  /\b(?:saying|called|named|titled|labelled|labeled|says|reads|meaning|including|especially|except|instead|regarding)$/,
  /^(?:\w+ )?(?:can|could|would|will|should|may|do|does|did|have) (?:you|i|we|it|he|she|they|there)(?: please| just| also| maybe)?$/,
  /^(?:(?:and|but|so|okay|well|please) )?(?:is|are) (?:you|i|we|it|he|she|they|there)(?: also| maybe)?$/,
  /\b(?:kind|sort|type|lot|lots|bit|piece|couple|list|pair|number|amount|name|capital|square root|rest|half|percent) of$/,
  /^(?:what|who|where|how|when|why)(?:'s| is| are| was| were| do| does| did| can| could| should| would)(?: i| you| we| the)?$/,
  /^(?:so |and |okay |well )?how (?:many|much|long|far|old|tall|big|often|do i|can i|do you|does one)(?: \w+)?$/,
  /\b(?:tell|ask) \w+ (?:about|if|whether|that|when|how|what|why|where)$/,
  /\b(?:set|create|add|make) (?:me )?(?:an?|another|the) (?:alarm|timer|reminder|appointment|event|meeting)$/,
  /\b(?:send|write) (?:me )?(?:an?|the) (?:message|text|email|letter|note)(?: to \w+)?$/,
  /\b(?:is|was|are) (?:it|that|this)? ?(?:about|around|roughly|exactly|almost|nearly|just|only)$/,
];
/** The time or the kind is still missing, though a person may well stop here. */
const LEANING_OPEN_TAILS: readonly RegExp[] = [
  /\b(?:wake|remind|call|help|text|email) (?:me|him|her|us|them)(?: up)?$/,
  /\b(?:first|second|next|then|also|too|for example|such as|at least|in order|as well|because of)$/,
  /^(?:if|because|since|although|though|while|after|before|once|when (?!is|are|was|were|do|does|did|will|can|should))\b[^,]*$/,
  /\b(?:add|buy|get|order) (?:\w+, )+\w+$/,
  /\bbetween (?:\S+ ){0,2}\S+$/,
  // "twenty past seven" is under way, and so are the minutes of a timer.
  /\b(?:at|until|by) (?:1[3-9]|[2-5]\d|twenty|half)$/,
  /\b(?:timer|alarm) for (?:\d+|\w+teen|twenty|thirty|forty|five|ten)$/,
];
/** The noun that an adjective belongs to is still missing, unless it was named before. */
const ADJECTIVE_TAIL =
  /\b(?:the|a|an|my|your|his|her|our|their|of|to|in) (?:very |most |more )?(?:new|old|big|small|little|long|short|famous|good|great|nice|main|same|other|whole|own|only|next|last|cheap|young|certain|special|different|public|national|local|san|new|\w{3,}est)$/;
/** Names or things one after the other without an "and": the last of them is still to come. */
const LIST_TAIL =
  /^(?!.*, (?:and|or) )\S+ .*[\w'], (?!too$|though$|right$|okay$|then$|now$|today$|tonight$|tomorrow$|again$)[\w']+$/;
/** What Whisper makes of an article or "my" that nothing follows: "What is the" becomes "What is it?". */
const FOR_AN_ARTICLE = /^(?!.*\bwhat \w+ is it$).*[\w'] (?:it|that|me)$/;
/** Dollars whose cents may follow: "$45" of "$45.50". */
const ROUND_MONEY = /[$£€]\d+$/;
/** What is given digit by digit, and of how many at least. A telephone number without its area code has seven. */
const DICTATED: readonly (readonly [RegExp, number])[] = [
  [/\b(?:code|pin|zip|extension|password)\b/, 4],
  [/\b(?:number|phone|account|card|dial|order|reference)\b|^(?:please )?(?:call|text|ring) \d/, 7],
];
const DIGIT = 'zero|oh|one|two|three|four|five|six|seven|eight|nine|double|\\d+';
const DIGIT_RUN = new RegExp(`(?:^| )((?:(?:${DIGIT})[\\s,-]*){2,})$`);
const CLOSING = /[, ]+(?:please|thanks|thank you|for me|sotto)$/;
const GOODBYES =
  /^(?:(?:okay|ok|and|well|great|perfect|oh)[ ,]+)*(?:thank you|thanks|bye|goodbye|good night|that's all|that is all|that's it)\b/;

/** Looks at the words and the last mark of a transcript. Pure, and far below a millisecond. */
export function questionShape(text: string): QuestionShape {
  if (controlPhrase(text)) return 'complete';
  const plain = text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  if (/(?:\.\.+|…|[-–—,:;])$/.test(plain)) return 'open';
  const asked = plain.endsWith('?');
  // Whisper puts full stops between dictated digits.
  const body = plain.replace(/[.?!"”\s]+$/, '').replace(/(\d)[.,] (?=\d)/g, '$1 ');
  const polite = body.replace(CLOSING, '');
  const shape = shapeOfWords(lastSentence(polite), asked);
  if (polite !== body && (shape === 'doubtful' || shape === 'leaning-complete')) return 'complete';
  // No mark at all: Whisper, too, heard nothing end.
  if (shape === 'leaning-complete' && /[^.?!"”]$/.test(plain)) return 'doubtful';
  return shape;
}

/** What stands behind the last full stop, question or exclamation mark within the text. */
function lastSentence(body: string): string {
  const at = Math.max(body.lastIndexOf('. '), body.lastIndexOf('? '), body.lastIndexOf('! '));
  return at < 0 ? body : body.slice(at + 2);
}

function shapeOfWords(body: string, asked: boolean): QuestionShape {
  if (GOODBYES.test(body)) return 'complete';
  const list = body.replace(/[,;:]/g, '').split(' ').filter(Boolean);
  const last = list.at(-1);
  if (last === undefined) return 'doubtful';
  if (list.length === 1) return shapeOfOneWord(last, asked);
  if (FILLERS.has(last) && last !== 'like') return 'open';
  if (NEVER_LAST.has(last)) return 'open';
  const number = shapeOfNumber(body, list);
  if (number) return number;
  if (OPEN_TAILS.some((tail) => tail.test(body))) return 'open';
  // "What does a judge do?" ends in its main verb.
  if (/^(?:do|be|have|done|been)$/.test(last) && list.length > 3 && WH.has(list[0] ?? '')) return 'leaning-complete';
  if (STRANDABLE.has(last)) return isStranded(list, last) ? 'doubtful' : 'open';
  if (WH.has(last)) return asked && list.length > 3 ? 'doubtful' : 'open';
  if (LEANS_ON.has(last)) return last === 'that' || last === 'this' || last === 'her' ? 'doubtful' : 'leaning-open';
  if (wantsObject(list, last)) return 'open';
  if (FOR_AN_ARTICLE.test(body) || ROUND_MONEY.test(body)) return 'leaning-open';
  if (ADJECTIVE_TAIL.test(body) || (!asked && LIST_TAIL.test(body))) return 'leaning-open';
  if (LEANING_OPEN_TAILS.some((tail) => tail.test(body))) return 'leaning-open';
  return isWhole(list, asked) ? 'leaning-complete' : 'doubtful';
}

function shapeOfOneWord(word: string, asked: boolean): QuestionShape {
  if (
    /^(?:yes|no|yeah|yep|nope|hello|hi|louder|slower|faster|quieter|repeat|continue|help|why|what|pardon|sorry)$/.test(
      word,
    )
  ) {
    return asked || /^(?:louder|slower|faster|quieter|repeat|continue|help)$/.test(word)
      ? 'leaning-complete'
      : 'doubtful';
  }
  if (FILLERS.has(word) || NEVER_LAST.has(word) || STRANDABLE.has(word) || WH.has(word)) return 'open';
  return WANTS_OBJECT.has(word) || LEANS_ON.has(word) ? 'open' : 'leaning-open';
}

/** A number on its way: digits of a telephone number, or a sum's "times" and "divided by". */
function shapeOfNumber(body: string, list: readonly string[]): QuestionShape | undefined {
  const last = list.at(-1);
  const before = list.at(-2) ?? '';
  if (
    last === 'times' &&
    /\d|^(?:one|two|three|four|five|six|seven|eight|nine|\w*teen|\w+ty|hundred|thousand)$/.test(before)
  ) {
    return list.length <= 5 ? 'open' : 'doubtful';
  }
  if (last === 'divided' || last === 'multiplied' || last === 'point') return 'open';
  const run = DIGIT_RUN.exec(` ${body}`)?.[1];
  const digits = run ? countDigits(run) : /\d$/.test(body) ? countDigits(last ?? '') : 0;
  if (digits === 0) return undefined;
  const wanted = DICTATED.find(([pattern]) => pattern.test(body))?.[1];
  if (wanted !== undefined) return digits < wanted ? 'open' : 'doubtful';
  // "five five five" or "5-5-5" can only be dictated; "25" can be anything.
  if (!run || digits < 3 || !/^(?:\w+[\s,-]+){2,}/.test(run)) return undefined;
  return digits < 7 ? 'open' : 'doubtful';
}

function countDigits(run: string): number {
  let count = 0;
  for (const part of run.split(/[\s,-]+/))
    count += /^\d+$/.test(part) ? part.length : part && part !== 'double' ? 1 : 0;
  return count;
}

/** Whether a preposition or auxiliary at the end belongs to a question word before: "where are you from", "how tall it is". */
function isStranded(list: readonly string[], last: string): boolean {
  const wh = list.findIndex((word) => WH.has(word) || /^(?:what|who|where|how)'s$/.test(word));
  if (wh < 0)
    return (
      list.length <= 3 && AUXILIARY.has(last) && /^(?:i|you|it|he|she|they|we|that|there)$/.test(list.at(-2) ?? '')
    );
  if (AUXILIARY.has(last)) return wh < list.length - 2 && !AUXILIARY.has(list[wh + 1] ?? '');
  return list.length - wh >= 4;
}

/** A verb at the end whose object did not come; behind a question word the object came first. */
function wantsObject(list: readonly string[], last: string): boolean {
  if (!WANTS_OBJECT.has(last)) return false;
  if (list.some((word) => WH.has(word) || /^(?:what|who|where|how)'s$/.test(word))) return false;
  const before = list.at(-2) ?? '';
  return /^(?:to|please|you|and|then|just|also|can|could|i|we|me|let's|don't|now)$/.test(before);
}

/** A question with its verb and something behind it, or a command with its object. */
function isWhole(list: readonly string[], asked: boolean): boolean {
  const opener =
    list.find(
      (word) =>
        !FILLERS.has(word) &&
        !/^(?:and|but|okay|ok|please|then|sotto|now|perfect,?|great,?|thanks,?|yes|no)$/.test(word),
    ) ?? '';
  if (WH.has(opener) || /^(?:what|who|where|how|when)'s$/.test(opener)) return list.length >= (asked ? 3 : 4);
  if (AUXILIARY.has(opener)) return list.length >= 3 && asked;
  return WANTS_OBJECT.has(opener) && list.length >= 3;
}
