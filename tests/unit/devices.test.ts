import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseDevice, listMicrophones, listSpeakers, watchMicrophones } from '../../src/audio/devices';
import { microphoneError } from '../../src/audio/microphone-error';

const device = (kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo => ({
  kind,
  deviceId,
  label,
  groupId: '',
  toJSON: () => ({}),
});

afterEach(() => vi.unstubAllGlobals());

describe('listMicrophones', () => {
  it('keeps microphones, with plain labels before permission', () => {
    expect(
      listMicrophones([
        device('audiooutput', 's', 'Speaker'),
        device('audioinput', '', ''),
        device('audioinput', '', ''),
      ]),
    ).toEqual([
      { deviceId: '', label: 'Default microphone' },
      { deviceId: '', label: 'Microphone 2' },
    ]);
    expect(listMicrophones([device('audioinput', 'a', 'Headset')])).toEqual([{ deviceId: 'a', label: 'Headset' }]);
  });
});

describe('listSpeakers', () => {
  it('keeps speakers, with plain labels before permission', () => {
    const found = [device('audioinput', 'm', 'Mic'), device('audiooutput', '', ''), device('audiooutput', 'b', '')];
    expect(listSpeakers(found)).toEqual([
      { deviceId: '', label: 'Default speaker' },
      { deviceId: 'b', label: 'Speaker 2' },
    ]);
  });
});

describe('chooseDevice', () => {
  const headset = { deviceId: 'a', label: 'Headset' };
  const system = { deviceId: 'default', label: 'Default' };
  it('prefers the favourite, then the system default, then the first', () => {
    expect(chooseDevice([system, headset], 'a')).toBe(headset);
    expect(chooseDevice([headset, system], 'gone')).toBe(system);
    expect(chooseDevice([headset], undefined)).toBe(headset);
    expect(chooseDevice([], 'a')).toBeUndefined();
    expect(chooseDevice([{ deviceId: '', label: 'Default microphone' }, headset], '')).toEqual({
      deviceId: '',
      label: 'Default microphone',
    });
  });
});

describe('watchMicrophones', () => {
  it('tells of devices now and on every change, until stopped', async () => {
    let devices = [device('audioinput', 'a', 'Headset')];
    const mediaDevices = Object.assign(new EventTarget(), { enumerateDevices: async () => devices });
    vi.stubGlobal('navigator', { mediaDevices });
    const callback = vi.fn();
    const stop = watchMicrophones(callback);
    await vi.waitFor(() => expect(callback).toHaveBeenLastCalledWith([{ deviceId: 'a', label: 'Headset' }]));
    devices = [];
    mediaDevices.dispatchEvent(new Event('devicechange'));
    await vi.waitFor(() => expect(callback).toHaveBeenLastCalledWith([]));
    stop();
    mediaDevices.dispatchEvent(new Event('devicechange'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(callback).toHaveBeenCalledTimes(2);
  });

  it('is quiet where there are no media devices', () => {
    vi.stubGlobal('navigator', {});
    expect(() => watchMicrophones(() => {})()).not.toThrow();
  });
});

describe('microphoneError', () => {
  const code = (name: string, permission?: PermissionState) =>
    microphoneError(new DOMException('x', name), permission).code;
  it('tells denied, dismissed, missing and busy apart', () => {
    expect(code('NotAllowedError', 'denied')).toBe('microphone-denied');
    expect(code('NotAllowedError', 'prompt')).toBe('microphone-dismissed');
    expect(code('NotAllowedError')).toBe('microphone-denied');
    expect(code('NotFoundError', 'granted')).toBe('microphone-missing');
    expect(code('OverconstrainedError', 'granted')).toBe('microphone-missing');
    expect(code('NotReadableError', 'granted')).toBe('microphone-busy');
    expect(microphoneError({ name: 'OverconstrainedError' }, 'granted').code).toBe('microphone-missing');
    expect(code('TypeError')).toBe('internal');
  });
});
