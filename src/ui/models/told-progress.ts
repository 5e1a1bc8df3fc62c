/** What a screen reader is told of downloads: every tenth of one, not every byte. */
import { percent } from '../format';
import { modelsText } from '../text/models/words';
import type { CardView, ModelsView } from './models-view';

const STEP_PERCENT = 10;

export class ToldProgress {
  /** The step told last, by model. */
  readonly #told = new Map<string, number>();
  #last = '';

  /** The same words until there is something new to tell. */
  words(view: Pick<ModelsView, 'roles' | 'others'>): string {
    const cards = view.roles.flatMap(({ cards }) => cards);
    for (const card of cards) {
      const step = stepOf(card);
      if (step === undefined) this.#told.delete(card.id);
      else if (this.#told.get(card.id) !== step) {
        this.#told.set(card.id, step);
        // Where it went on from is no news; the first word comes with the first tenth.
        if (step > 0) this.#last = modelsText().told(card.title, step);
      }
    }
    return this.#last;
  }
}

function stepOf({ state, sizeBytes }: CardView): number | undefined {
  if (state.kind !== 'downloading' || !sizeBytes) return undefined;
  return Math.floor(percent(state.loadedBytes, sizeBytes) / STEP_PERCENT) * STEP_PERCENT;
}
