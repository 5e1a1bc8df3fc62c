import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SpeakerControl } from '../../src/speaker-control';
import type { DeviceNote } from '../../src/ui/device-words';
import { settle } from './turn-fakes';

/** As much of an audio context as a speaker is chosen by. */
class SteerableFake {
  state = 'running';
  sinkId = '';
  refuses = false;
  async setSinkId(id: string): Promise<void> {
    if (this.refuses) throw new DOMException('no such device', 'NotFoundError');
    this.sinkId = id;
  }
}

function controlOf() {
  const context = new SteerableFake();
  const notes: DeviceNote[] = [];
  const errors: unknown[] = [];
  const control = new SpeakerControl({
    context: () => context as unknown as AudioContext,
    onNote: (note) => notes.push(note),
    onError: (error) => errors.push(error),
  });
  return { control, context, notes, errors };
}

const HEADSET = { deviceId: 'headset', label: 'Headset' };
const SYSTEM = { deviceId: 'default', label: 'Default' };

describe('the speaker', () => {
  beforeEach(() => void vi.stubGlobal('AudioContext', SteerableFake));
  afterEach(() => vi.unstubAllGlobals());

  it('is the chosen one, also of a context that is made later', async () => {
    const { control, context, notes } = controlOf();
    control.onDevices([SYSTEM, HEADSET]);
    await control.choose('headset');
    expect(context.sinkId).toBe('headset');
    context.sinkId = '';
    control.contextMade();
    await settle();
    expect(context.sinkId).toBe('headset');
    await control.choose(undefined);
    expect(context.sinkId).toBe('');
    expect(notes).toEqual([]);
  });

  it('is the system’s while the chosen one is away, with a word both times', async () => {
    const { control, context, notes } = controlOf();
    control.onDevices([SYSTEM, HEADSET]);
    await control.choose('headset');
    control.onDevices([SYSTEM]);
    await settle();
    expect(context.sinkId).toBe('');
    control.onDevices([SYSTEM, HEADSET]);
    await settle();
    expect(context.sinkId).toBe('headset');
    control.onDevices([SYSTEM, HEADSET]);
    expect(notes).toEqual([
      { kind: 'speaker-gone', label: 'Headset' },
      { kind: 'speaker-back', label: 'Headset' },
    ]);
  });

  it('is not missed before the browser tells of any', async () => {
    const { control, context, notes } = controlOf();
    await control.choose('headset');
    control.onDevices([]);
    control.onDevices([{ deviceId: '', label: 'Default speaker' }]);
    await settle();
    expect(notes).toEqual([]);
    expect(context.sinkId).toBe('headset');
  });

  it('that is refused is an error that says so', async () => {
    const { control, context } = controlOf();
    context.refuses = true;
    await expect(control.choose('headset')).rejects.toMatchObject({ code: 'audio-output-failed' });
  });

  it('cannot be chosen where the browser has no such thing', async () => {
    vi.stubGlobal('AudioContext', class {});
    const control = new SpeakerControl({
      context: () => ({ state: 'running' }) as AudioContext,
      onNote: () => {},
      onError: () => {},
    });
    expect(control.possible).toBe(false);
    await control.choose('headset');
  });
});
