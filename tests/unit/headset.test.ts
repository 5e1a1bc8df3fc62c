import { afterEach, expect, it, vi } from 'vitest';
import { watchHeadset } from '../../src/audio/headset';

afterEach(() => vi.unstubAllGlobals());

function headsetOf(known: (action: string) => boolean) {
  const buttons = new Map<string, () => void>();
  vi.stubGlobal('navigator', {
    mediaSession: {
      setActionHandler: (action: string, handler: () => void) => {
        if (!known(action)) throw new TypeError(action);
        buttons.set(action, handler);
      },
    },
  });
  const pressed: string[] = [];
  watchHeadset({ onStop: () => pressed.push('stop'), onTalk: () => pressed.push('talk') });
  return { pressed, press: (action: string) => buttons.get(action)?.() };
}

it('pause, stop and hanging up ask for silence; play and the microphone button for talk', () => {
  const { press, pressed } = headsetOf(() => true);
  for (const action of ['pause', 'stop', 'hangup', 'play', 'togglemicrophone']) press(action);
  expect(pressed).toEqual(['stop', 'stop', 'stop', 'talk', 'talk']);
});

it('buttons a browser does not know are only missing', () => {
  const { press, pressed } = headsetOf((action) => action === 'play');
  for (const action of ['stop', 'hangup', 'play']) press(action);
  expect(pressed).toEqual(['talk']);
});

it('a browser without a media session has none', () => {
  vi.stubGlobal('navigator', {});
  expect(() => watchHeadset({ onStop: () => {}, onTalk: () => {} })).not.toThrow();
});
