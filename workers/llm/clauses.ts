/** When a clause is long enough to be spoken. Words are counted with at least one letter or digit in them. */
export interface ClauseLimits {
  /** The first clause may end at punctuation from this many words on. */
  firstPauseWords: number;
  /** ... and before a word that opens a phrase of its own ("because", "in", "which") from this many words on. */
  firstPhraseWords: number;
  /** ... and without punctuation from this many words, or characters, on. */
  firstWords: number;
  firstCharacters: number;
  /** ... and is cut at the best place when it gets this long without a good one. */
  firstMaxWords: number;
  /** The same for every later clause. A sentence end always ends a later clause. */
  laterPauseWords: number;
  laterWords: number;
  laterMaxWords: number;
}

/** Measured in `shared/models/snippets/e2e`: a first clause after about 200 ms at 35 tokens/s. */
const DEFAULT_LIMITS: ClauseLimits = {
  firstPauseWords: 3,
  firstPhraseWords: 4,
  firstWords: 7,
  firstCharacters: 45,
  firstMaxWords: 12,
  laterPauseWords: 5,
  laterWords: 16,
  laterMaxWords: 20,
};

/** A first clause that waits for punctuation or for eight words: what the early one is measured against. */
export const LATE_FIRST_CLAUSE: Partial<ClauseLimits> = { firstWords: 8, firstPhraseWords: Number.POSITIVE_INFINITY };

/** A clause that ends with one of these sounds broken off: the voice drops where the sentence goes on. */
const LEANS_FORWARD = new Set(
  (
    'a an the this that these those my your his her its our their some any each every no ' + // determiners
    'of in on at to for from with by about into over under between through during before after as than like near per ' +
    'and or but nor so yet because if when while although that which who whose where whether ' + // joins
    'is are was were be been am has have had do does did will would can could may might must shall should ' +
    "i you he she it we they i'm you're he's she's it's we're they're there's that's don't doesn't not very more most such"
  ).split(' '),
);

/** Words before which a speaker may draw breath: what stands before them sounds whole by itself. */
const OPENS_PHRASE = new Set(
  (
    'and but or so because since although though while when where whereas if unless until who which whose that ' +
    'in on at by for from with without within during through throughout across between among after before around near ' +
    'under over into onto like such including using due about against toward towards despite as than then'
  ).split(' '),
);

/** Words whose last dot belongs to them. Single letters ("U.S.", "e.g.", "p.m.") are known by their shape. */
const DOTTED = new Set(
  'dr mr mrs ms st mt prof sr jr vs approx inc ltd jan feb mar apr jun jul aug sep sept oct nov dec ave dept est fig'.split(
    ' ',
  ),
);

type Ending = 'sentence' | 'pause' | 'plain' | 'leaning';

interface Word {
  text: string;
  /** Index in the buffer just after the word. */
  end: number;
  /** White space follows, so that no later delta can add to the word. */
  closed: boolean;
  lineStart: boolean;
  lineEnd: boolean;
}

/**
 * Cuts the text of a reply, as it streams in, into clauses for the voice. The first clause is let go early, as it sets
 * the time to the first audio; later ones are longer, as they sound better. One cutter serves one reply.
 *
 * Nothing is lost or added: the clauses joined are the text, but for white space.
 */
export class ClauseCutter {
  readonly #limits: ClauseLimits;
  #buffer = '';
  #isFirst = true;
  /** The number of the last list item seen: "2." after "1." is a marker wherever it stands. */
  #lastMarker = 0;

  constructor(limits: Partial<ClauseLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** Takes the next piece of text, split anywhere, and returns the clauses it completes: mostly none or one. */
  push(delta: string): string[] {
    this.#buffer += delta;
    const clauses: string[] = [];
    for (let end = this.#findCut(); end !== undefined; end = this.#findCut()) {
      clauses.push(this.#buffer.slice(0, end).trim());
      this.#buffer = this.#buffer.slice(end);
      this.#isFirst = false;
    }
    return clauses;
  }

  /**
   * The rest, when the text is over; undefined where there is none. Of a text that was cut short a tail in mid-air is left
   * out, unless it is all there is.
   */
  flush(cutShort = false): string | undefined {
    const rest = this.#buffer.trim();
    this.#buffer = '';
    if (cutShort && !this.#isFirst && !/[.!?]$/.test(rest)) return undefined;
    return rest === '' ? undefined : rest;
  }

  /** Where the buffer's first clause ends; undefined while it has to wait for more text. */
  #findCut(): number | undefined {
    const limits = this.#limits;
    const first = this.#isFirst;
    const pauseWords = first ? limits.firstPauseWords : limits.laterPauseWords;
    const plainWords = first ? limits.firstWords : limits.laterWords;
    const maxWords = first ? limits.firstMaxWords : limits.laterMaxWords;
    let count = 0;
    let fallback: { end: number; marker: number } | undefined;
    let marker = this.#lastMarker;

    const words = wordsOf(this.#buffer);
    for (const [i, word] of words.entries()) {
      if (/[\p{L}\p{N}]/u.test(word.text)) count++;
      const number = listNumber(word, marker);
      if (number !== undefined) marker = number;
      const ending = number === undefined ? endingOf(word) : 'leaning';

      const isCut =
        (ending === 'sentence' && count >= (first ? pauseWords : 1)) ||
        (ending === 'pause' && count >= pauseWords) ||
        (first && ending === 'plain' && count >= limits.firstPhraseWords && opensPhrase(words[i + 1])) ||
        (ending !== 'leaning' && word.closed && (count >= plainWords || (first && word.end >= limits.firstCharacters)));
      if (isCut) {
        this.#lastMarker = marker;
        return word.end;
      }
      if (word.closed && ending !== 'leaning' && count >= pauseWords) fallback = { end: word.end, marker };
      if (word.closed && count >= maxWords) {
        const cut = fallback ?? { end: word.end, marker };
        this.#lastMarker = cut.marker;
        return cut.end;
      }
    }
    return undefined;
  }
}

/** Taken as it has come so far: waiting whether " in" becomes "indeed" would cost a token every time. */
function opensPhrase(word: Word | undefined): boolean {
  return word !== undefined && OPENS_PHRASE.has(word.text.toLowerCase());
}

function wordsOf(buffer: string): Word[] {
  const words: Word[] = [];
  let lineStart = true;
  for (const match of buffer.matchAll(/(\S+)(\s*)/g)) {
    const [, text = '', space = ''] = match;
    const lineEnd = space.includes('\n');
    words.push({ text, end: match.index + text.length, closed: space !== '', lineStart, lineEnd });
    lineStart = lineEnd || text.endsWith(':');
  }
  return words;
}

/** The number of a list item's marker ("1.", "2)"), which opens the item and ends nothing. */
function listNumber({ text, lineStart }: Word, lastMarker: number): number | undefined {
  const digits = /^[*_(]*(\d{1,2})[.)][*_]*$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return lineStart || Number(digits) === lastMarker + 1 ? Number(digits) : undefined;
}

function endingOf({ text, closed, lineEnd }: Word): Ending {
  const bare = text.replace(/["'”’)\]}*_]+$/, '');
  const stem = bare.replace(/[.,!?;:…—–]+$/, '').replace(/^["'“‘(*_[]+/, '');
  const stop = bare.slice(-1);
  if (!/[\p{L}\p{N}.,!?;:…—–]/u.test(bare)) return 'leaning';
  if (!closed && !isSettled(stem)) return 'leaning';
  // A number wants its noun: "15 percent", "2 million".
  if (stem === bare && !lineEnd && /\d$/.test(stem)) return 'leaning';
  if (stop === '.' && !bare.endsWith('..') && isDotted(stem)) return 'leaning';
  if ('.!?…'.includes(stop)) return 'sentence';
  if (lineEnd && /[\p{L}\p{N}]/u.test(text)) return 'sentence';
  if (',;:—–'.includes(stop)) return 'pause';
  return LEANS_FORWARD.has(stem.toLowerCase().replace('’', "'")) ? 'leaning' : 'plain';
}

/**
 * Whether punctuation after this may be trusted before the next delta is seen. Not after a digit ("2," of 2,150, "3."
 * of 3.5) and not in an address. Letters are trusted: waiting one more token for them would cost 30 ms every time.
 */
function isSettled(stem: string): boolean {
  return stem !== '' && !/\d$/.test(stem) && !/^www$|:\/\/|@/i.test(stem);
}

function isDotted(stem: string): boolean {
  return DOTTED.has(stem.toLowerCase()) || /^(?:\p{L}\.)*\p{L}$/u.test(stem);
}
