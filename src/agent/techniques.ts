/**
 * The techniques that make Sotto fast. Each can be switched off, so that what it saves is measured by `npm run eval:turns`
 * and not believed.
 */
export interface Techniques {
  /** The end of a turn is judged by how the words end, not by a fixed silence: saves most of that silence after a whole sentence. */
  readonly judgedEnd: boolean;
  /** A pause is told at its first silent frame (32 ms) instead of its third (96 ms): the transcript is begun 64 ms sooner. */
  readonly earlyPause: boolean;
  /** In a pause the reply is begun and its first clause made, unheard, on the guess that the user is done: saves the work's time after the decision. */
  readonly speculation: boolean;
  /** A transcript is checked against the last partial in one run of the decoder: saves a run for each token confirmed. */
  readonly drafts: boolean;
  /** What is firm of a partial transcript is evaluated by the language model while the user speaks: saves prompt time before the first token. */
  readonly partialPrefill: boolean;
  /** The first clause may end before a word that opens a phrase, or after seven words, instead of waiting for punctuation or eight: saves the tokens between. */
  readonly earlyFirstClause: boolean;
  /** The language model is held while the first clause is made: saves the voice from sharing the cores, and the reply from running dry. */
  readonly modelHold: boolean;
  /** Audio of fixed sentences is kept: saves making it again. */
  readonly phraseCache: boolean;
  /** While Sotto speaks, what the user begins to say is transcribed at once and often: saves waiting for voicing alone to stop the reply. */
  readonly quickPartials: boolean;
}

export const ALL_ON: Techniques = {
  judgedEnd: true,
  earlyPause: true,
  speculation: true,
  drafts: true,
  partialPrefill: true,
  earlyFirstClause: true,
  modelHold: true,
  phraseCache: true,
  quickPartials: true,
};

/**
 * All techniques but those named in `without` of a page's query, commas between: `?without=judgedEnd,drafts`.
 * Unknown names are ignored.
 */
export function techniquesFrom(search: string): Techniques {
  const without = new Set(
    new URLSearchParams(search)
      .getAll('without')
      .flatMap((names) => names.split(','))
      .map((name) => name.trim()),
  );
  const on = (name: keyof Techniques) => ALL_ON[name] && !without.has(name);
  return {
    judgedEnd: on('judgedEnd'),
    earlyPause: on('earlyPause'),
    speculation: on('speculation'),
    drafts: on('drafts'),
    partialPrefill: on('partialPrefill'),
    earlyFirstClause: on('earlyFirstClause'),
    modelHold: on('modelHold'),
    phraseCache: on('phraseCache'),
    quickPartials: on('quickPartials'),
  };
}
