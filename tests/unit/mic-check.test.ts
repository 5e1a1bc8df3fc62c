import { describe, expect, it } from 'vitest';
import { levelOf } from '../../src/audio/mic-check';
import { MicLevelJudge, type MicVerdict } from '../../src/audio/mic-level';
import { MicCheckHost } from '../../src/mic-check-host';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/store/preferences';
import type { MicCheckDisplay, MicCheckView } from '../../src/ui/view-model';
import { SottoError } from '../../workers/rpc';
import { settle } from './turn-fakes';

/** A microphone for some seconds, a level each 16 ms. `rms` by the time in ms. @returns the verdicts and when they came */
function heard(seconds: number, rms: (atMs: number) => number, peakAbove = 12): [MicVerdict, number][] {
  const verdicts: [MicVerdict, number][] = [];
  let nowMs = 0;
  const judge = new MicLevelJudge(0, (verdict) => verdicts.push([verdict, nowMs]));
  for (; nowMs < seconds * 1000; nowMs += 16) {
    const rmsDbfs = rms(nowMs);
    judge.hear({ rmsDbfs, peakDbfs: Math.min(0, rmsDbfs + peakAbove) }, nowMs);
  }
  return verdicts;
}

/** Four syllables a second over a room's noise. */
const speech = (loudDbfs: number) => (atMs: number) => (atMs % 250 < 150 ? loudDbfs : -62);
const words = (verdicts: [MicVerdict, number][]) => verdicts.map(([verdict]) => verdict);

describe('the judge of a level', () => {
  it.each([
    ['usual speech', -24, 'good'],
    ['speech from across the room', -50, 'quiet'],
    ['speech into the microphone', -9, 'loud'],
  ] as const)('%s', (_, dbfs, verdict) => {
    const verdicts = heard(6, speech(dbfs));
    expect(words(verdicts)).toEqual([verdict]);
    // The first word about a voice comes while its owner still says the first sentence.
    expect(verdicts[0]?.[1]).toBeLessThan(1500);
  });

  it.each([
    ['digital silence', () => -Infinity],
    ['a quiet room', (atMs: number) => -66 + (atMs % 3)],
    ['a steady fan', (atMs: number) => -40 + (atMs % 4)],
  ])('%s is nothing', (_, rms) => {
    expect(words(heard(6, rms))).toEqual(['nothing']);
  });

  it('takes a pause for a pause, and one bump for a bump', () => {
    const pausing = (atMs: number) => (atMs < 2000 || atMs > 10_000 ? speech(-24)(atMs) : -62);
    expect(words(heard(14, pausing))).toEqual(['good']);
    const bump = (atMs: number) => (atMs > 3000 && atMs < 3030 ? 0 : speech(-24)(atMs));
    expect(words(heard(8, bump))).toEqual(['good']);
  });

  it('notices the mute switch, and the voice behind it', () => {
    const muted = (atMs: number) => (atMs > 4000 && atMs < 9000 ? -Infinity : speech(-24)(atMs));
    expect(words(heard(14, muted))).toEqual(['good', 'nothing', 'good']);
  });

  it('never speaks twice within two seconds', () => {
    // Louder and softer by turns, as someone who moves about.
    const moving = heard(40, (atMs) => speech(atMs % 10_000 < 5000 ? -5 : -50)(atMs));
    expect(moving.length).toBeGreaterThan(3);
    for (const [i, [, atMs]] of moving.entries()) {
      if (i > 0) expect(atMs - (moving[i - 1]?.[1] ?? 0)).toBeGreaterThanOrEqual(2000);
    }
  });

  it('is fed with decibels of full scale', () => {
    const sine = Float32Array.from({ length: 2048 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * i) / 64));
    expect(levelOf(sine).peakDbfs).toBeCloseTo(-6.02, 2);
    expect(levelOf(sine).rmsDbfs).toBeCloseTo(-9.03, 2);
    expect(levelOf(new Float32Array(64))).toEqual({ rmsDbfs: -Infinity, peakDbfs: -Infinity });
  });
});

type Opening = ConstructorParameters<typeof MicCheckHost>[0]['open'];
type Options = Parameters<NonNullable<Opening>>[0];

function hostOf(open: (options: Options) => Promise<void> = async () => {}) {
  const opened: Options[] = [];
  const log: string[] = [];
  let preferences: Preferences = DEFAULT_PREFERENCES;
  const host = new MicCheckHost({
    preferences: () => preferences,
    pause: () => {
      log.push('pause');
      return () => log.push('listen');
    },
    open: (options) => {
      opened.push(options);
      return open(options);
    },
    watch: (callback) => {
      callback([
        { deviceId: 'built-in', label: 'Built-in' },
        { deviceId: 'usb', label: 'USB' },
      ]);
      log.push('watch');
      return () => log.push('unwatch');
    },
  });
  const views: MicCheckView[] = [];
  const levels: number[] = [];
  const display: MicCheckDisplay = { show: (view) => views.push(view), level: (dbfs) => levels.push(dbfs) };
  const prefer = (change: Partial<Preferences>) => {
    preferences = { ...preferences, ...change };
  };
  return { host, opened, log, views, levels, display, prefer };
}

describe('a check of the microphone', () => {
  it('opens what is preferred, tells what it hears, and has Sotto listen again', async () => {
    const { host, opened, log, views, levels, display, prefer } = hostOf();
    prefer({ microphoneId: 'usb', echoCancellation: false, inputGain: 2 });
    const end = new AbortController();
    await host.check(display, end.signal);
    expect(opened[0]).toMatchObject({
      deviceId: 'usb',
      gain: 2,
      processing: { echoCancellation: false, noiseSuppression: true, autoGain: true },
    });
    opened[0]?.onLevel(-20);
    opened[0]?.onVerdict('good');
    expect(levels).toEqual([-20]);
    expect(views[0]).toEqual({ state: 'opening' });
    expect(views.at(-1)).toEqual({
      state: 'open',
      verdict: 'good',
      devices: [
        { id: 'built-in', label: 'Built-in', selected: false },
        { id: 'usb', label: 'USB', selected: true },
      ],
    });
    expect(log).toEqual(['pause', 'watch']);
    end.abort();
    expect(opened[0]?.signal.aborted).toBe(true);
    expect(log).toEqual(['pause', 'watch', 'unwatch', 'listen']);
  });

  it('gives way to another, which Sotto waits for as well', async () => {
    const { host, opened, log, display } = hostOf();
    const [first, second] = [new AbortController(), new AbortController()];
    await host.check(display, first.signal);
    await host.check(display, second.signal);
    expect(opened.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    first.abort();
    expect(log.filter((entry) => entry === 'listen')).toEqual([]);
    second.abort();
    expect(log.filter((entry) => entry === 'pause')).toHaveLength(1);
    expect(log.filter((entry) => entry === 'listen')).toHaveLength(1);
  });

  it('says why it cannot, in the words of faults', async () => {
    const { host, log, views, display } = hostOf(async () => {
      throw new SottoError('microphone-denied', 'No.');
    });
    await host.check(display, new AbortController().signal);
    expect(views.at(-1)).toMatchObject({ state: 'failed', fault: { title: 'The microphone is blocked' } });
    expect(log).toEqual(['pause', 'listen']);
  });

  it('says when the device goes away', async () => {
    const { host, opened, views, log, display } = hostOf();
    await host.check(display, new AbortController().signal);
    opened[0]?.onLost(new SottoError('microphone-lost', 'It went away.'));
    expect(views.at(-1)).toMatchObject({ state: 'failed', fault: { title: 'The microphone went away' } });
    expect(log.at(-1)).toBe('listen');
  });

  it('that is ended while the browser asks shows nothing more', async () => {
    const { host, log, views, display } = hostOf(async ({ signal }) => {
      await settle();
      if (signal.aborted) throw new SottoError('aborted', 'Ended.');
    });
    const end = new AbortController();
    const checked = host.check(display, end.signal);
    end.abort();
    await checked;
    expect(views).toEqual([{ state: 'opening' }]);
    expect(log).toEqual(['pause', 'listen']);
  });
});
