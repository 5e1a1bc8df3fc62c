/** One reply in the system's voice: its clauses, what of them was heard, and how long each takes as far as anybody knows. */
import type { SpeakProgress } from '../../workers/protocol';
import type { PlaybackEnd, PlaybackHandle } from './playback-ledger';

export interface SystemClause {
  readonly text: string;
  readonly rate: number;
  readonly guessMs: number;
  readonly onAudio: (made: SpeakProgress) => void;
}

interface Spoken {
  /** Where each word begins in the text. */
  readonly begins: readonly number[];
  /** When each word that has begun did so, in ms of the clause. */
  readonly begunAtMs: number[];
}

export class SystemReply implements PlaybackHandle {
  readonly audible: PlaybackHandle['audible'];
  readonly ended: PlaybackHandle['ended'];
  started = false;
  complete = false;
  readonly #waiting: SystemClause[] = [];
  readonly #spoken = new Map<SystemClause, Spoken>();
  #heardMs = 0;
  #audible: (atMs: number) => void = () => {};
  #end: (end: PlaybackEnd) => void = () => {};
  #over = false;
  #begun = false;
  /** When the clause in hand began, pauses taken off. */
  #sinceMs: number | undefined;
  #pausedAtMs: number | undefined;

  constructor(
    readonly id: number,
    private readonly now: () => number,
  ) {
    this.audible = new Promise((resolve) => {
      this.#audible = (atMs) => resolve({ atMs });
    });
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get over(): boolean {
    return this.#over;
  }

  add(clause: SystemClause): void {
    this.#waiting.push(clause);
    this.#spoken.set(clause, { begins: [...clause.text.matchAll(/\S+/g)].map(({ index }) => index), begunAtMs: [] });
    this.#report(clause, clause.guessMs);
  }

  /** The next clause to be said. */
  take(): SystemClause | undefined {
    return this.#waiting.shift();
  }

  /** The clause can be heard. @returns whether it is the first sound of the reply. */
  begin(clause: SystemClause): boolean {
    const first = !this.#begun;
    this.#begun = true;
    this.#sinceMs = this.now();
    this.#spoken.get(clause)?.begunAtMs.splice(0);
    if (first) this.#audible(this.now());
    return first;
  }

  /** The word at that place of the text begins. */
  word(clause: SystemClause, charIndex: number): void {
    const spoken = this.#spoken.get(clause);
    if (!spoken || this.#sinceMs === undefined) return;
    const index = spoken.begins.findLastIndex((begin) => begin <= charIndex);
    const atMs = this.#inClauseMs();
    // Systems that pass over words tell of the next they know.
    for (let i = spoken.begunAtMs.length; i <= index; i++) spoken.begunAtMs.push(atMs);
    this.#report(clause, Math.max(clause.guessMs, atMs));
  }

  /** All of it was heard. @returns how long it took. */
  end(clause: SystemClause): number {
    const lastedMs = this.#inClauseMs();
    this.#sinceMs = undefined;
    this.#heardMs += lastedMs;
    this.#report(clause, lastedMs);
    return lastedMs;
  }

  pause(): void {
    this.#pausedAtMs ??= this.now();
  }

  resume(): void {
    if (this.#pausedAtMs !== undefined && this.#sinceMs !== undefined) this.#sinceMs += this.now() - this.#pausedAtMs;
    this.#pausedAtMs = undefined;
  }

  close(flushed: boolean): PlaybackEnd {
    const end = { playedMs: this.#heardMs + this.#inClauseMs(), underruns: 0, flushed };
    this.#over = true;
    this.#waiting.splice(0);
    this.#end(end);
    return end;
  }

  /** Time that the clause in hand was heard. */
  #inClauseMs(): number {
    if (this.#sinceMs === undefined) return 0;
    return Math.max(0, (this.#pausedAtMs ?? this.now()) - this.#sinceMs);
  }

  /** Words that have begun end where the next one does; the rest of the clause is shared out by characters. */
  #report(clause: SystemClause, audioMs: number): void {
    const { begins, begunAtMs } = this.#spoken.get(clause) ?? { begins: [], begunAtMs: [] };
    const known = begunAtMs.length;
    const from = begins[Math.max(0, known - 1)] ?? 0;
    const fromMs = begunAtMs.at(-1) ?? 0;
    const perCharacter = (audioMs - fromMs) / Math.max(1, clause.text.length - from);
    const wordEndsMs = begins.map((_, i) => {
      if (i + 1 < known) return begunAtMs[i + 1] ?? 0;
      return fromMs + ((begins[i + 1] ?? clause.text.length) - from) * perCharacter;
    });
    clause.onAudio({ audioMs, wordEndsMs, firstPcmAtMs: this.now() });
  }
}
