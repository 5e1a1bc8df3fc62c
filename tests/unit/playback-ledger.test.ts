import { describe, expect, it } from 'vitest';
import { PlaybackLedger } from '../../src/audio/playback-ledger';

const drained = (replyId: number, playedMs = 900, underruns = 2) =>
  ({ kind: 'drained', replyId, renderedAtMs: 2000, playedMs, underruns, underrunMs: 30 }) as const;

describe('the ledger of replies', () => {
  it('dates the first audible sample with the latency of the output at that moment', async () => {
    let latencyMs = 10;
    const ledger = new PlaybackLedger(() => latencyMs);
    const { audible } = ledger.open(1);
    latencyMs = 25;
    ledger.onMessage({ kind: 'started', replyId: 1, renderedAtMs: 1000 });
    latencyMs = 50;
    expect(await audible).toEqual({ atMs: 1025 });
  });

  it('tells a reply that was heard to its end from one that was flushed', async () => {
    const ledger = new PlaybackLedger(() => 0);
    const [one, two] = [ledger.open(1), ledger.open(2)];
    ledger.onMessage({ kind: 'flushed', replyId: 2, renderedAtMs: 0, playedMs: 40, underruns: 0 });
    ledger.onMessage(drained(1));
    expect(await one.ended).toEqual({ playedMs: 900, underruns: 2, flushed: false });
    expect(await two.ended).toEqual({ playedMs: 40, underruns: 0, flushed: true });
  });

  it('ends a silent reply that was never audible', async () => {
    const ledger = new PlaybackLedger(() => 0);
    const { audible, ended } = ledger.open(1);
    let heard = false;
    void audible.then(() => {
      heard = true;
    });
    ledger.onMessage(drained(1, 0, 0));
    expect((await ended).playedMs).toBe(0);
    expect(heard).toBe(false);
  });

  it('takes the first end of a reply for the end', async () => {
    const ledger = new PlaybackLedger(() => 0);
    const { ended } = ledger.open(1);
    ledger.onMessage(drained(1));
    ledger.onMessage({ kind: 'flushed', replyId: 1, renderedAtMs: 0, playedMs: 1, underruns: 0 });
    expect((await ended).flushed).toBe(false);
  });

  it('does not mind what is said of a reply nobody waits for, nor levels', () => {
    const ledger = new PlaybackLedger(() => 0);
    expect(() => ledger.onMessage(drained(9))).not.toThrow();
    ledger.open(1);
    expect(() => ledger.onMessage({ kind: 'level', replyId: 1, bufferedMs: 5, playedMs: 1, dbfs: -20 })).not.toThrow();
    expect(() => ledger.onMessage({ kind: 'ducked', replyId: 1, gain: 0.2, renderedAtMs: 5 })).not.toThrow();
  });

  it('ends every reply in hand when the output is gone, and goes on with new ones', async () => {
    const ledger = new PlaybackLedger(() => 0);
    const lost = [ledger.open(1), ledger.open(2)];
    ledger.closeAll();
    for (const { ended } of lost) expect(await ended).toEqual({ playedMs: 0, underruns: 0, flushed: true });
    const { ended } = ledger.open(3);
    ledger.onMessage(drained(3));
    expect((await ended).flushed).toBe(false);
  });
});
