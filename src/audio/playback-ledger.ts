/** Which reply is being played, and what became of each: the playback worklet's messages as promises. */
import type { PlaybackToPage } from '../../workers/protocol';

/** How a reply's playback ended. */
export interface PlaybackEnd {
  playedMs: number;
  underruns: number;
  flushed: boolean;
}

export interface PlaybackHandle {
  /** When the first sample is audible, in epoch ms; the output's latency is in it. Never settles for a silent reply. */
  audible: Promise<{ atMs: number }>;
  ended: Promise<PlaybackEnd>;
}

interface Entry {
  handle: PlaybackHandle;
  audible(atMs: number): void;
  end(end: PlaybackEnd): void;
}

export class PlaybackLedger {
  readonly #entries = new Map<number, Entry>();

  /** @param outputLatencyMs rendered → audible, as the context reports it now. */
  constructor(private readonly outputLatencyMs: () => number) {}

  open(replyId: number): PlaybackHandle {
    let audible: Entry['audible'] = () => {};
    let end: Entry['end'] = () => {};
    const handle: PlaybackHandle = {
      audible: new Promise((resolve) => {
        audible = (atMs) => resolve({ atMs });
      }),
      ended: new Promise((resolve) => {
        end = resolve;
      }),
    };
    this.#entries.set(replyId, { handle, audible, end });
    return handle;
  }

  onMessage(message: PlaybackToPage): void {
    const entry = this.#entries.get(message.replyId);
    if (!entry) return;
    switch (message.kind) {
      case 'started':
        entry.audible(message.renderedAtMs + this.outputLatencyMs());
        break;
      case 'drained':
        this.#close(message.replyId, { playedMs: message.playedMs, underruns: message.underruns, flushed: false });
        break;
      case 'flushed':
        this.#close(message.replyId, { playedMs: message.playedMs, underruns: message.underruns, flushed: true });
        break;
      case 'level':
      case 'ducked':
        break;
    }
  }

  /** The output is gone: nothing more will be heard of any reply. */
  closeAll(): void {
    for (const replyId of [...this.#entries.keys()]) {
      this.#close(replyId, { playedMs: 0, underruns: 0, flushed: true });
    }
  }

  #close(replyId: number, end: PlaybackEnd): void {
    this.#entries.get(replyId)?.end(end);
    this.#entries.delete(replyId);
  }
}
