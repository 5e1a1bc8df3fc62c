import { expect, it } from 'vitest';
import { type ListenSituation, listenMode } from '../../src/listen-mode';

const quiet: ListenSituation = { talkMode: 'hands-free', holding: false, speaking: false, separable: true };

it.each<[ReturnType<typeof listenMode>, string, Partial<ListenSituation>]>([
  ['always', 'hands-free', {}],
  ['always', 'over a reply', { speaking: true }],
  ['always', 'in silence, even where a voice could not be told from the echo', { separable: false }],
  ['closed', 'over a reply where it could not', { speaking: true, separable: false }],
  ['closed', 'with the key up', { talkMode: 'push-to-talk' }],
  ['held', 'with the key down', { talkMode: 'push-to-talk', holding: true }],
  ['closed', 'before the press that begins', { talkMode: 'toggle' }],
  ['held', 'between two presses', { talkMode: 'toggle', holding: true }],
  ['always', 'for one question', { talkMode: 'one-question' }],
  [
    'held',
    'with the key down over a reply',
    { talkMode: 'push-to-talk', holding: true, speaking: true, separable: false },
  ],
])('%s: %s', (mode, _, changes) => {
  expect(listenMode({ ...quiet, ...changes })).toBe(mode);
});
