/** What of an utterance is understood while it is being spoken: shown, and evaluated ahead where it will be asked. */
import { PartialAgreement } from './partial-text';
import type { PartialTranscript } from './state';
import type { Utterance } from './utterance';

export interface CaptionsOptions {
  /** What was said before and belongs to the same question. */
  before(): string | undefined;
  show(partial: PartialTranscript): void;
  /** Its words are meant for Sotto: `text` is all of them so far, `opening` those that stay. */
  onAsked(text: string, opening: string): void;
}

export class Captions {
  #agreement = new PartialAgreement();

  constructor(private readonly options: CaptionsOptions) {}

  /** Another utterance begins. */
  begin(): void {
    this.#agreement = new PartialAgreement();
  }

  add(text: string, utterance: Pick<Utterance, 'asked'> | undefined): void {
    const { firm, soft } = this.#agreement.add(text);
    const before = this.options.before();
    this.options.show({ firm: [before, firm].filter(Boolean).join(' '), soft });
    // A second half is evaluated with its first.
    if (before || !utterance) return;
    const asked = utterance.asked(text);
    if (asked !== undefined) this.options.onAsked(asked, utterance.asked(firm) ?? '');
  }
}
