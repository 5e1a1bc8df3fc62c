import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MicrophoneControl } from '../../src/microphone-control';
import type { Pipeline } from '../../src/pipeline';
import type { SettingKey } from '../../src/store/settings';
import type { EchoProfile, ListenMode } from '../../workers/protocol';
import { settle } from './turn-fakes';

const PROFILE: EchoProfile = { delayMs: 120, gainDb: -18 };

function controlOf() {
  const kept = new Map<SettingKey, string>();
  const modes: ListenMode[] = [];
  const opened: [string | undefined, EchoProfile | undefined][] = [];
  const log: string[] = [];
  const errors: unknown[] = [];
  const reasons: (string | undefined)[] = [];
  const pipeline = {
    openMicrophone: async (deviceId: string | undefined, echo: EchoProfile | undefined) =>
      void opened.push([deviceId, echo]),
    listen: async (mode: ListenMode) => {
      modes.push(mode);
      log.push(mode);
    },
    finishUtterance: async () => void log.push('finish'),
  };
  const control = new MicrophoneControl({
    pipeline: pipeline as unknown as Pipeline,
    settings: () => ({ get: async (key) => kept.get(key), set: async (key, value) => void kept.set(key, value) }),
    onDevices: () => {},
    onHalfDuplex: (reason) => reasons.push(reason),
    onError: (error) => errors.push(error),
  });
  return { control, kept, modes, opened, log, errors, reasons };
}

describe('the microphone', () => {
  beforeEach(() => void vi.stubGlobal('navigator', {}));
  afterEach(() => vi.unstubAllGlobals());

  it('opens the device that was chosen, with what was learned of its echo', async () => {
    const { control, opened, kept } = controlOf();
    await control.choose('usb');
    control.onEcho({ kind: 'echo', profile: PROFILE, separable: true });
    await settle();
    await control.open();
    control.remember('other');
    await control.open();
    expect(kept.get('microphoneId')).toBe('usb');
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
    expect(reasons.at(-1)).toMatch(/headphones/);
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
    expect(reasons.at(-1)).toMatch(/heard itself/);
    await control.choose('headset');
    expect(modes.at(-1)).toBe('always');
    expect(reasons.at(-1)).toBeUndefined();
  });
});
