import { describe, expect, it } from 'vitest';
import { constant, createPlayer, FADE, largestStep, QUANTUM, rms } from './playback-fakes';

describe('the loudness of replies', () => {
  it('ducks within 10 ms without a click, dates it, and comes back', () => {
    const { queue, heard, render, of } = createPlayer();
    queue.start(1);
    queue.push(1, constant(48_000));
    render(20);
    queue.duck(0.2);
    render(20);
    const reached = of('ducked')[0];
    expect(reached).toMatchObject({ replyId: 1, gain: 0.2 });
    const reachedMs = reached?.renderedAtMs ?? 0;
    expect(reachedMs - (20 * QUANTUM) / 48).toBeLessThan(10);
    expect(heard[Math.round(reachedMs * 48)]).toBeCloseTo(0.1);
    expect(heard[Math.round(reachedMs * 48) - 2]).toBeGreaterThan(0.1001);
    queue.duck(1);
    render(20);
    expect(of('ducked').map((m) => m.gain)).toEqual([0.2, 1]);
    expect(heard.at(-1)).toBeCloseTo(0.5);
    expect(largestStep(heard)).toBeLessThan(0.5 / 200);
  });

  it('ducks what comes later when nothing plays, and says nothing of it', () => {
    const { queue, heard, render, messages } = createPlayer();
    queue.duck(0.5);
    render(1);
    queue.start(1);
    queue.push(1, constant(4800));
    render(10);
    expect(heard.at(-1)).toBeCloseTo(0.25);
    expect(Math.max(...heard)).toBeCloseTo(0.25);
    expect(messages.map((m) => m.kind)).toEqual(['started']);
  });

  it('multiplies duck and volume, and does not report the volume', () => {
    const { queue, heard, render, of } = createPlayer();
    queue.start(1);
    queue.push(1, constant(48_000, 0.1));
    queue.volume(2);
    queue.duck(0.5);
    render(20);
    expect(heard.at(-1)).toBeCloseTo(0.1);
    queue.volume(0);
    render(20);
    expect(heard.at(-1)).toBe(0);
    expect(of('ducked')).toHaveLength(1);
    expect(of('level')).toHaveLength(1);
  });

  it('never clips, however loud, and at a volume of 1 changes nothing', () => {
    const wave = Float32Array.from({ length: 48_000 }, (_, i) => 0.89 * Math.sin(i / 7));
    for (const volume of [1, 1.5, 4, 100]) {
      const { queue, heard, render } = createPlayer();
      queue.start(1);
      queue.push(1, wave.slice());
      queue.volume(volume);
      render(40);
      expect(Math.max(...heard.map(Math.abs))).toBeLessThan(1);
      if (volume === 1) expect(heard.slice(FADE, 4000)).toEqual([...wave.subarray(FADE, 4000)]);
      else expect(rms(heard)).toBeGreaterThan(rms([...wave]));
    }
    const soft = createPlayer();
    soft.queue.start(1);
    soft.queue.push(1, constant(48_000, 0.05));
    soft.queue.volume(4);
    soft.render(20);
    expect(soft.heard.at(-1)).toBeCloseTo(0.2);
  });

  it('starts a reply that is turned down all the way: it is played, if not heard', () => {
    const { queue, render, of } = createPlayer();
    queue.volume(0);
    queue.start(1);
    queue.push(1, constant(4800));
    queue.end(1);
    render(50);
    expect(of('started')).toHaveLength(1);
    expect(of('drained')[0]?.playedMs).toBe(100);
  });
});
