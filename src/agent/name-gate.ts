/**
 * Whether what was heard is meant for Sotto: in a living room most of it is not. Judged on the transcript, by the name at its
 * beginning or its end.
 */
import { controlPhrase } from './control-phrase';
import { questionShape } from './question-shape';

/**
 * What the recogniser writes for "Sotto". Those of the first line are how one may spell it; the others were heard by Whisper
 * tiny.en in four of the eight voices of bin/lib/synthesise.mjs ("tune"). `node bin/eval-name-gate.mjs` tells how often the
 * name is found in the other four, and how often where it was not said.
 */
const NAMES = ['sotto soto sottoh sotoh sauto sawto sodo zotto', 'sato satto sado sago sardo zato sautto']
  .join(' ')
  .split(' ');
/** What may stand in front of it. The short ones are what is left of "hey" and "okay". */
const FILLERS = 'hey hay hi hello ok okay kay a oh ah um uh so and well please'.split(' ');
/** A greeting that was written as one word with the name: "Haysato", "Kaysado". */
const FUSED = ['a', 'ha', 'hay', 'hey', 'kay', 'okay'];

const NAME = `(?:${FUSED.join('|')})?(?:${NAMES.join('|')})(?![\\p{L}\\p{N}'’])`;
const SIGNS = '[^\\p{L}\\p{N}]';
// Behind it signs are left that belong to what follows: "Sotto, -5 plus 3".
const AT_FRONT = new RegExp(
  `^${SIGNS}*(?:(?:${FILLERS.join('|')})${SIGNS}+)*${NAME}(?:[\\s,.!?;:…–—]|-(?=\\s))*`,
  'iu',
);
/** Only behind a sign: "the works of Sato" is about somebody else. */
const AT_END = new RegExp(`\\s*([,.?!;:…–—-])\\s*(?:${FILLERS.join('|')})?\\s*${NAME}\\s*([.?!…]*)${SIGNS}*$`, 'iu');

/** How long after a reply's last sound the conversation goes on without the name: a choice, long enough to think of a question. */
export const FOLLOW_UP_MS = 8000;
/** People begin to answer before the other has quite finished: so much of a follow-up may lie in the reply. A choice. */
const EARLY_MS = 700;

/** `called`: the name and nothing else. `elsewhere`: not meant for Sotto. */
export type Meant = 'addressed' | 'called' | 'elsewhere';

/** What counts: everything; the name, or a word to Sotto about the reply one hears; the name alone. */
export type Situation = 'anything' | 'name-or-command' | 'name';

/** `text` is without the name where more was said than that. */
export interface Judgement {
  meant: Meant;
  text: string;
}

/** Whether an utterance is meant for Sotto, by its transcript. */
export function judgeAddress(text: string, situation: Situation): Judgement {
  const rest = withoutName(text);
  if (rest === '') return { meant: 'called', text };
  if (rest !== undefined) return { meant: 'addressed', text: rest };
  const counts = situation === 'anything' || (situation === 'name-or-command' && controlPhrase(text) !== undefined);
  return { meant: counts ? 'addressed' : 'elsewhere', text };
}

/** The text without the name and what greets it; empty when nothing else was said, undefined when it was not named. */
function withoutName(text: string): string | undefined {
  let rest = text.trim();
  let named = false;
  for (let front = AT_FRONT.exec(rest); front; front = AT_FRONT.exec(rest)) {
    named = true;
    rest = rest.slice(front[0].length);
  }
  const end = AT_END.exec(rest);
  if (end) {
    named = true;
    const [, before = '', after = ''] = end;
    // Of "What time is it, Sotto?" the question mark belongs to the question.
    rest = rest.slice(0, end.index) + (/[.?!…]/.test(before) ? before : after);
  }
  if (!named) return undefined;
  if (!/[\p{L}\p{N}]/u.test(rest)) return '';
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

export interface NameGateOptions {
  /** Whether the user wants to be asked for the name at all, now. */
  isOn(): boolean;
  /** From now on only what names Sotto counts, or everything again. */
  onChange?(byName: boolean): void;
}

/** Knows when the name is needed: not at all while the gate is off, and not in the seconds after an answer. */
export class NameGate {
  #answeredAtMs = Number.NEGATIVE_INFINITY;

  #byName = false;

  constructor(private readonly options: NameGateOptions) {}

  /** The last sound of an answer was heard. */
  answered(atMs: number): void {
    this.#answeredAtMs = atMs;
  }

  /** Whether only what names Sotto counts at that moment. */
  needsName(atMs: number, overReply = false): boolean {
    return this.#on && !this.#isFollowUp(atMs, overReply);
  }

  /**
   * Whether speech right after a question may be its second half. Where others speak, too, only a question that may
   * be unfinished is taken back for it.
   */
  mayGoOn(question: string): boolean {
    return !this.#on || !question || !['complete', 'leaning-complete'].includes(questionShape(question));
  }

  /**
   * Judges what was said from `startAtMs` on. Called when the words are there: by then a reply it began in may be over, and it
   * is the answer to that.
   * @param overReply it began while there was a turn in hand
   */
  judge(text: string, startAtMs: number, overReply: boolean): Judgement | undefined {
    if (!this.#on) return undefined;
    if (this.#isFollowUp(startAtMs, overReply)) return judgeAddress(text, 'anything');
    return judgeAddress(text, overReply ? 'name-or-command' : 'name');
  }

  /** Time goes by and nobody speaks: what is shown of it follows. */
  tick(atMs: number, overReply: boolean): void {
    this.#tell(this.needsName(atMs, overReply));
  }

  /** What is being said is meant for Sotto. */
  asked(): void {
    this.#tell(false);
  }

  /** The same for speech over a reply, as a question that can be asked again and again; undefined while everything counts. */
  meant(startAtMs: number): ((text: string) => boolean) | undefined {
    return this.#on ? (text) => this.judge(text, startAtMs, true)?.meant !== 'elsewhere' : undefined;
  }

  /** Calls one of the two once it is known; the first at once while everything is. A failure is meant: somebody has to meet it. */
  whenMeant(heard: Promise<{ meant?: Meant | undefined }>, onMeant: () => void, onElsewhere: () => void): void {
    if (!this.#on) onMeant();
    else heard.then(({ meant }) => (meant === 'elsewhere' ? onElsewhere() : onMeant()), onMeant);
  }

  get #on(): boolean {
    return this.options.isOn();
  }

  #tell(byName: boolean): void {
    if (byName === this.#byName) return;
    this.#byName = byName;
    this.options.onChange?.(byName);
  }

  /** What begins over a reply follows on that reply alone, and not on the one before. */
  #isFollowUp(atMs: number, overReply: boolean): boolean {
    const sinceMs = atMs - this.#answeredAtMs;
    return sinceMs >= -EARLY_MS && sinceMs <= (overReply ? 0 : FOLLOW_UP_MS);
  }
}
