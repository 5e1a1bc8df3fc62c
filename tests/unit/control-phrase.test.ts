import { describe, expect, it } from 'vitest';
import { isStopPhrase } from '../../src/agent/control-phrase';

describe('a stop phrase', () => {
  it.each([
    'Stop!',
    'stop',
    ' Stop. ',
    'Stop it.',
    'Stop talking',
    'Please stop.',
    'Okay, stop.',
    'OK stop please',
    'No, stop!',
    'Hey Sotto, stop.',
    'Sotto, be quiet, please.',
    'Wait.',
    'Wait a minute.',
    'Hold on',
    'Hang on.',
    'Never mind.',
    'Nevermind',
    'Cancel that.',
    'Quiet!',
    'Shut up.',
    "That's enough.",
    'Thats enough',
    'Hush...',
  ])('“%s” asks only for silence', (text) => expect(isStopPhrase(text)).toBe(true));

  it.each([
    '',
    'No.',
    'Okay.',
    'Please.',
    'Where is the next bus stop?',
    "Don't stop.",
    'Stop the timer.',
    'Wait, what time is it?',
    'Hang on, go back.',
    'How long should I wait?',
    'Never mind the weather, tell me a joke.',
    'Is it quiet in Norway?',
    'Cancel my alarm.',
    'Enough about me, what about you?',
    "Thank you, that's all.",
    'Nonstop',
  ])('“%s” does not', (text) => expect(isStopPhrase(text)).toBe(false));

  it('is decided quickly for a long run of its own opening words', () => {
    expect(isStopPhrase(`${'please okay no '.repeat(2000)}thanks`)).toBe(false);
  });
});
