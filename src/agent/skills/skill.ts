/** The closed list of what Sotto does by code. A new skill adds its name here and itself to the registry. */
export type SkillId = 'calculator' | 'clock';

/** What a skill may know of the world. It is passed in, so that an answer can be tested at any time and place. */
export interface SkillContext {
  readonly now: Date;
  /** IANA name, such as "Europe/Berlin". */
  readonly timeZone: string;
  /** BCP 47 tag of the page. */
  readonly locale: string;
}

/** Fit to be read and to be spoken: "25 times 7 is 175." */
export interface SkillAnswer {
  readonly text: string;
}

/** A skill's claim on an utterance. Making it has no effect; `run` does the work. */
export interface SkillMatch {
  readonly skillId: SkillId;
  /** `run` changes something that outlives the answer, so it waits until the user is surely done. */
  readonly hasEffect?: true;
  /** Rejects with the signal's reason when aborted. What cannot be answered is explained in the answer, not thrown. */
  run(context: SkillContext, signal: AbortSignal): Promise<SkillAnswer>;
}

/** Something that is answered by code instead of by the language model. */
export interface Skill {
  readonly id: SkillId;
  /** What a user may say to it; shown as help, and true by test. */
  readonly examples: readonly string[];
  /** Cheap (under a millisecond), pure, and never throws, as it also runs on unfinished transcripts. */
  match(text: string): SkillMatch | undefined;
}
