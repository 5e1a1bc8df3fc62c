/** What the level of a microphone means for whoever talks into it. Pure; the times are its caller's. */

/** `waiting`: too early to say. `nothing`: no voice, or no sound at all. */
export type MicVerdict = 'waiting' | 'nothing' | 'quiet' | 'good' | 'loud';

export interface MicLevel {
  /** Root mean square in dBFS; −∞ for digital silence. */
  rmsDbfs: number;
  /** Highest sample in dBFS. */
  peakDbfs: number;
}

/** So much of the past counts: a spoken sentence, with a pause in it. */
const WINDOW_MS = 3000;
/** A microphone that is muted, or not the one that is talked into, is still below this: a quiet room at usual gain. */
const SILENCE_DBFS = -58;
/** A sound that swells and fades less than this is a fan or a hum: syllables differ by 15 dB and more. */
const VOICE_SWING_DB = 8;
/** Speech this low is hardly above a room's own noise, and words get lost. Usual speech is at −35 to −15. */
const QUIET_DBFS = -45;
/** Samples this near to full scale were most likely cut off. */
const CLIPPED_DBFS = -0.5;
/** One cut is a bump against the table. */
const CLIPPED_WINDOWS = 3;
/** Below what any open microphone gives: the switch is off, or the track is muted. */
const DEAD_DBFS = -90;
/** So long a dead microphone is not a pause of the browser's own noise suppression. */
const DEAD_MS = 1500;
/** So long another verdict must hold; and no two come sooner after each other than a screen reader needs to say one. */
const STEADY_MS = 350;
const BETWEEN_MS = 2000;
/** One level in so many milliseconds is kept. */
const STEP_MS = 50;

export class MicLevelJudge {
  #verdict: MicVerdict = 'waiting';
  #saidAtMs: number;
  #other: { verdict: MicVerdict; sinceMs: number } | undefined;
  #aliveAtMs: number;
  /** A voice was heard: a pause afterwards is only a pause. */
  #heard = false;
  readonly #recent: (MicLevel & { atMs: number })[] = [];

  constructor(
    private readonly beganAtMs: number,
    private readonly onVerdict: (verdict: MicVerdict) => void,
  ) {
    this.#saidAtMs = beganAtMs;
    this.#aliveAtMs = beganAtMs;
  }

  hear(level: MicLevel, atMs: number): void {
    if (level.rmsDbfs > DEAD_DBFS) this.#aliveAtMs = atMs;
    const last = this.#recent.at(-1);
    if (last && atMs - last.atMs < STEP_MS) {
      last.rmsDbfs = Math.max(last.rmsDbfs, level.rmsDbfs);
      last.peakDbfs = Math.max(last.peakDbfs, level.peakDbfs);
    } else {
      this.#recent.push({ ...level, atMs });
      while (atMs - this.#recent[0]!.atMs > WINDOW_MS) this.#recent.shift();
    }
    this.#consider(this.#judge(atMs), atMs);
  }

  #judge(atMs: number): MicVerdict {
    if (atMs - this.#aliveAtMs >= DEAD_MS) {
      this.#heard = false;
      return 'nothing';
    }
    const levels = this.#recent.map(({ rmsDbfs }) => rmsDbfs);
    const loudest = Math.max(...levels);
    const softest = Math.min(...levels);
    if (this.#recent.filter(({ peakDbfs }) => peakDbfs >= CLIPPED_DBFS).length >= CLIPPED_WINDOWS) {
      this.#heard = true;
      return 'loud';
    }
    if (loudest >= SILENCE_DBFS && loudest - softest >= VOICE_SWING_DB) {
      this.#heard = true;
      return loudest < QUIET_DBFS ? 'quiet' : 'good';
    }
    if (this.#heard) return this.#verdict === 'waiting' ? 'good' : this.#verdict;
    return atMs - this.beganAtMs < WINDOW_MS ? 'waiting' : 'nothing';
  }

  #consider(verdict: MicVerdict, atMs: number): void {
    if (verdict === this.#verdict) {
      this.#other = undefined;
      return;
    }
    if (this.#other?.verdict !== verdict) this.#other = { verdict, sinceMs: atMs };
    const settled = atMs - this.#other.sinceMs >= STEADY_MS;
    // The first word about a voice need not wait.
    if (!settled || (this.#verdict !== 'waiting' && atMs - this.#saidAtMs < BETWEEN_MS)) return;
    this.#verdict = verdict;
    this.#saidAtMs = atMs;
    this.#other = undefined;
    this.onVerdict(verdict);
  }
}
