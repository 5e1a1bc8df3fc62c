import { describe, expect, it } from 'vitest';
import { constant, createPlayer, FADE, largestStep, QUANTUM } from './playback-fakes';

describe('PlaybackQueue', () => {
  it('plays chunks without a gap, faded at both ends, and drains', () => {
    const { start, queue, heard, render, of, messages } = createPlayer();
    start(1);
    render(2);
    for (const length of [1000, 37, 1, 2962]) queue.push(1, constant(length));
    queue.end(1);
    render(40);
    expect(heard.slice(256 + FADE, 256 + 4000 - FADE).every((x) => x === 0.5)).toBe(true);
    expect(heard.slice(256 + 4000).every((x) => x === 0)).toBe(true);
    expect(largestStep(heard)).toBeLessThan(0.5 / 200);
    expect(messages.map((m) => m.kind)).toEqual(['started', 'drained']);
    expect(of('started')[0]?.renderedAtMs).toBeCloseTo(256 / 48, 0);
    expect(of('drained')[0]).toMatchObject({
      replyId: 1,
      underruns: 0,
      underrunMs: 0,
      renderedAtMs: (256 + 3999) / 48,
    });
    expect(of('drained')[0]?.playedMs).toBeCloseTo(4000 / 48);
  });

  it('starts with the first sample one can hear, not with leading silence', () => {
    const { start, queue, render, of } = createPlayer();
    start(1);
    queue.push(1, constant(4800, 0.001));
    queue.push(1, constant(4800, 0.25));
    render(100);
    expect(of('started')[0]?.renderedAtMs).toBe(100);
  });

  it('counts a hole that is heard, fades around it, and not the wait before `end`', () => {
    const { start, queue, heard, render, of } = createPlayer();
    start(1);
    queue.push(1, constant(1280));
    render(15); // 10 quanta of sound, 5 dry
    queue.push(1, constant(1280));
    render(13); // 10 of sound, 3 dry
    queue.end(1);
    render(1);
    expect(largestStep(heard)).toBeLessThan(0.5 / 200);
    expect(of('drained')[0]).toMatchObject({ underruns: 1, renderedAtMs: (15 * 128 + 1279) / 48 });
    expect(of('drained')[0]?.underrunMs).toBeCloseTo((5 * 128) / 48);
    expect(of('started').length).toBe(1);
  });

  it('flushes within 10 ms, without a click, and drops what comes later', () => {
    const { start, queue, heard, render, of, messages } = createPlayer();
    start(1);
    queue.push(1, constant(48_000));
    render(20);
    queue.flush(1);
    queue.push(1, constant(4800));
    render(20);
    const lastSound = heard.findLastIndex((x) => x !== 0);
    expect((lastSound - 20 * 128) / 48).toBeLessThan(10);
    expect(largestStep(heard)).toBeLessThan(0.5 / 200);
    expect(of('flushed').length).toBe(1);
    expect(of('flushed')[0]?.playedMs).toBeCloseTo((20 * 128 + FADE) / 48, 0);
    queue.push(1, constant(4800));
    queue.end(1);
    render(10);
    expect(heard.slice(40 * 128).every((x) => x === 0)).toBe(true);
    expect(messages.filter((m) => m.kind !== 'level').map((m) => m.kind)).toEqual(['started', 'flushed']);
  });

  it('says how often a reply that was flushed had run dry', () => {
    const { start, queue, render, of } = createPlayer();
    start(1);
    queue.push(1, constant(1280));
    render(15);
    queue.push(1, constant(48_000));
    render(20);
    queue.flush(1);
    render(10);
    queue.flush(2);
    expect(of('flushed').map(({ replyId, underruns }) => [replyId, underruns])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  it('answers every flush once: unknown, waiting, dry, already drained', () => {
    const { start, queue, heard, render, of } = createPlayer();
    start(7, 8, 9, 10);
    queue.flush(7);
    queue.push(7, constant(4800));
    render(5);
    expect(heard.every((x) => x === 0)).toBe(true);
    queue.push(8, constant(1280));
    queue.push(9, constant(1280));
    queue.flush(9);
    render(15);
    queue.flush(8); // dry by now
    queue.push(10, constant(1280));
    queue.end(10);
    render(11);
    queue.flush(10);
    render(1);
    expect(of('flushed').map((m) => [m.replyId, Math.round(m.playedMs)])).toEqual([
      [7, 0],
      [9, 0],
      [8, 27],
      [10, 27],
    ]);
  });

  it('plays a newer reply after the one before it, or at once after its flush', () => {
    const { start, queue, heard, render, of } = createPlayer();
    start(1, 2, 3);
    queue.push(1, constant(1280, 0.5));
    queue.push(2, constant(1280, -0.5));
    queue.end(1);
    queue.push(3, constant(12_800, 0.25));
    render(15);
    expect(heard[1279 - FADE]).toBe(0.5);
    expect(heard[1280 + FADE]).toBe(-0.5);
    queue.flush(2);
    render(10);
    expect(heard.at(-1)).toBe(0.25);
    expect(of('started').map((m) => m.replyId)).toEqual([1, 2, 3]);
    expect(of('drained').map((m) => m.replyId)).toEqual([1]);
  });

  it('says levels every 100 ms while playing, and nothing when idle', () => {
    const { start, queue, render, of, messages } = createPlayer();
    start(1);
    render(100);
    expect(messages).toEqual([]);
    queue.push(1, constant(48_000, 0.1));
    queue.end(1);
    render(375);
    const levels = of('level');
    expect(levels.length).toBe(9);
    expect(levels[1]?.dbfs).toBeCloseTo(-20, 1);
    expect(levels[0]?.bufferedMs).toBeCloseTo(900, -1);
    expect(levels[0]?.playedMs).toBeCloseTo(100, -1);
    render(100);
    expect(of('level').length).toBe(9);
  });

  it('drains a reply with nothing in it, without saying that it started', () => {
    const { start, queue, render, messages } = createPlayer();
    start(1, 2);
    queue.end(1);
    queue.push(2, new Float32Array(0));
    queue.end(2);
    render(1);
    expect(messages.map((m) => m.kind)).toEqual(['drained', 'drained']);
  });

  it('keeps a reply silent until it is started, and says nothing of it', () => {
    const { queue, heard, render, messages } = createPlayer();
    queue.push(1, constant(4800));
    render(50);
    queue.end(1);
    render(50);
    expect(heard.every((x) => x === 0)).toBe(true);
    expect(messages).toEqual([]);
    queue.start(1);
    queue.start(1);
    render(1);
    expect(heard.slice(100 * QUANTUM).every((x) => x > 0)).toBe(true);
    render(50);
    expect(messages.map((m) => m.kind)).toEqual(['started', 'drained']);
    expect(messages.at(-1)).toMatchObject({ underruns: 0, playedMs: 100 });
  });

  it('does not count the wait of a started reply for its first samples', () => {
    const { queue, render, of } = createPlayer();
    queue.start(1);
    render(50);
    queue.push(1, constant(480));
    queue.end(1);
    render(50);
    expect(of('started')[0]?.renderedAtMs).toBeCloseTo((50 * QUANTUM) / 48, 0);
    expect(of('drained')[0]).toMatchObject({ underruns: 0, underrunMs: 0 });
  });

  it('forgets what was made on a wrong guess, while another plays', () => {
    const { queue, heard, render, of } = createPlayer();
    queue.start(1);
    queue.push(1, constant(48_000));
    queue.push(2, constant(4800, -0.5));
    render(10);
    queue.flush(2);
    queue.start(2);
    queue.push(2, constant(4800, -0.5));
    expect(of('flushed')).toMatchObject([{ replyId: 2, playedMs: 0 }]);
    render(10);
    expect(heard.at(-1)).toBe(0.5);
    queue.flush(1);
    render(50);
    expect(heard.every((x) => x >= 0)).toBe(true);
    expect(heard.at(-1)).toBe(0);
  });

  it('plays replies in the order in which they were started, whichever was made first', () => {
    const { queue, render, of } = createPlayer();
    for (const id of [1, 2, 3]) {
      queue.push(id, constant(1280));
      queue.end(id);
    }
    for (const id of [3, 1]) queue.start(id);
    render(40);
    expect(of('started').map((m) => m.replyId)).toEqual([3, 1]);
    expect(of('drained').map((m) => m.replyId)).toEqual([3, 1]);
  });
});
