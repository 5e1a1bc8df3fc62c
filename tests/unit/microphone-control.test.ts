import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MicrophoneControl, type MicrophonePipeline } from '../../src/microphone-control';
import type { SettingKey } from '../../src/store/settings';
import type { DeviceNote } from '../../src/ui/device-words';
import type { EchoProfile, ListenMode } from '../../workers/protocol';
import { settle } from './turn-fakes';

const INSTEAD = { deviceId: 'built-in', label: 'Built-in' };
const PROFILE: EchoProfile = { delayMs: 120, gainDb: -18 };

function controlOf() {
  const kept = new Map<SettingKey, string>();
  const modes: ListenMode[] = [];
  const opened: [string | undefined, EchoProfile | undefined][] = [];
  const log: string[] = [];
  const errors: unknown[] = [];
  const reasons: (string | undefined)[] = [];
  const notes: DeviceNote[] = [];
  const pipeline: MicrophonePipeline & { openedMicrophone?: typeof INSTEAD | undefined } = {
    openedMicrophone: undefined,
    openMicrophone: async (deviceId: string | undefined, echo: EchoProfile | undefined) =>
      void opened.push([deviceId, echo]),
    listen: async (mode: ListenMode) => {
      modes.push(mode);
      log.push(mode);
    },
    finishUtterance: async () => void log.push('finish'),
  };
  const control = new MicrophoneControl({
    pipeline,
    settings: () => ({ get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) }),
    onDevices: () => {},
    onHalfDuplex: (reason) => reasons.push(reason),
    onNote: (note) => notes.push(note),
    onError: (error) => errors.push(error),
  });
  return { pipeline, notes, control, kept, modes, opened, log, errors, reasons };
}

describe('the microphone', () => {
  it('by two presses is open between them', async () => {
    const { control, log } = controlOf();
    control.talkMode = 'toggle';
    control.hold();
    await control.release();
    expect(log).toEqual(['closed', 'held', 'finish', 'closed']);
  });

  beforeEach(() => void vi.stubGlobal('navigator', {}));
  afterEach(() => vi.unstubAllGlobals());

  it('opens the device that was chosen, with what was learned of its echo', async () => {
    const { control, opened } = controlOf();
    control.choose('usb');
    control.onEcho({ kind: 'echo', profile: PROFILE, separable: true });
    await settle();
    await control.open();
    control.remember('other');
    await control.open();
    expect(opened).toEqual([
      ['usb', PROFILE],
      ['other', undefined],
    ]);
  });

  it.each(['no json', '{"delayMs":"long"}', 'null', '{"delayMs":1}'])('learns the echo anew from %s', async (text) => {
    const { control, opened, kept } = controlOf();
    kept.set('echo:default', text);
    await control.open();
    expect(opened).toEqual([[undefined, undefined]]);
  });

  it('by a key is open while that is down, and what was said is kept before it closes', async () => {
    const { control, log } = controlOf();
    control.talkMode = 'push-to-talk';
    control.hold();
    expect(control.holding).toBe(true);
    await control.release();
    expect(control.holding).toBe(false);
    expect(log).toEqual(['closed', 'held', 'finish', 'closed']);
    await control.release();
    expect(log).toHaveLength(4);
  });

  it('is deaf over a reply it could not be told from, says why, and hears again when it can', () => {
    const { control, modes, reasons } = controlOf();
    control.onEcho({ kind: 'echo', profile: PROFILE, separable: false });
    control.speaking = true;
    control.speaking = false;
    expect(modes).toEqual(['always', 'closed', 'always']);
    expect(reasons.at(-1)).toBe('inseparable');
    control.onEcho({ kind: 'echo', profile: PROFILE, separable: true });
    control.speaking = true;
    expect(modes.at(-1)).toBe('always');
    expect(reasons.at(-1)).toBeUndefined();
  });

  it('believes its own words twice heard more than the detector, until another device is chosen', async () => {
    const { control, modes, reasons } = controlOf();
    control.speaking = true;
    control.onOwnWords();
    expect(modes.at(-1)).toBe('always');
    control.onOwnWords();
    expect(modes.at(-1)).toBe('closed');
    control.onEcho({ kind: 'echo', profile: PROFILE, separable: true });
    expect(modes.at(-1)).toBe('closed');
    expect(reasons.at(-1)).toBe('own-words');
    control.choose('headset');
    expect(modes.at(-1)).toBe('always');
    expect(reasons.at(-1)).toBeUndefined();
  });
});

/** What the browser would say of its devices, and says anew when they change. */
function pluggable(...ids: string[]) {
  let devices = ids;
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () =>
      devices.map((deviceId) => ({ kind: 'audioinput', deviceId, label: `The ${deviceId}` })),
  });
  vi.stubGlobal('navigator', { mediaDevices });
  return (...now: string[]) => {
    devices = now;
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };
}

describe('a microphone that is unplugged', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function openOn(id: string) {
    const plug = pluggable('usb', 'built-in');
    const all = controlOf();
    all.control.choose(id);
    all.pipeline.openedMicrophone = { deviceId: 'usb', label: 'The usb' };
    await all.control.open();
    vi.advanceTimersByTime(10_000);
    return { ...all, plug };
  }

  it('is followed by another one, with a word, and taken again when it is back', async () => {
    const { control, pipeline, notes, opened, plug } = await openOn('usb');
    pipeline.openedMicrophone = INSTEAD;
    plug('built-in');
    expect(await control.lost()).toBe(true);
    expect(notes).toEqual([{ kind: 'microphone-gone', label: 'The usb', instead: 'Built-in' }]);
    await settle();
    plug('built-in', 'usb');
    await vi.waitFor(() => expect(notes.at(-1)).toEqual({ kind: 'microphone-back', label: 'The usb' }));
    expect(opened.map(([id]) => id)).toEqual(['usb', 'usb', 'usb']);
    plug('built-in', 'usb', 'third');
    await settle();
    expect(notes).toHaveLength(2);
  });

  it('is not opened again while nobody talks', async () => {
    const { pipeline, notes, opened, plug } = await openOn('usb');
    pipeline.openedMicrophone = undefined;
    plug('built-in');
    await settle();
    plug('built-in', 'usb');
    await settle();
    expect(notes).toEqual([]);
    expect(opened).toHaveLength(1);
  });

  it('is given up where no other can be opened, or where each goes away at once', async () => {
    const { control, pipeline, opened } = await openOn('usb');
    pipeline.openMicrophone = () => Promise.reject(new Error('no device'));
    expect(await control.lost()).toBe(false);
    expect(await control.lost()).toBe(false);
    pipeline.openMicrophone = async () => void opened.push(['again', undefined]);
    await control.open();
    expect(await control.lost()).toBe(false);
  });
});
