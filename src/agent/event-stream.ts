/** One stream of events to any number of listeners. */
export class EventStream<E> {
  readonly #listeners = new Set<(event: E) => void>();

  /** @returns what ends the subscription. */
  subscribe(listener: (event: E) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: E): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // As with DOM events: a listener's fault is its own, and the others go on.
        reportError(error);
      }
    }
  }
}
