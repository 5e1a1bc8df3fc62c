import { describe, expect, it } from 'vitest';
import { END_OF_TURN_CURVE, requiredSilenceMs } from '../../src/agent/end-of-turn';

const UNFINISHED = [
  'I would like to',
  'I would like to.',
  'Can you tell me?',
  'Set an alarm for.',
  'My phone number is, um.',
  'Send a message to Anna saying.',
  'What is 25 times?',
  'What is the',
  'How do I?',
  'Remind me to...',
  'Add milk, eggs and',
  'My number is 555.',
  'Five, five, five.',
  'The code is four seven',
  'Tell my boss that',
  'Can you please?',
  'Is it safe to travel with',
  'I was thinking about...',
  'Play something by',
  'Turn the heating in',
  'Let me know.',
  'What kind of?',
  'Could you',
  'I need',
  'The name of the street is, uh,',
  'Buy apples,',
  "What's the difference between",
  'Book a flight to',
];
const FINISHED = [
  'What time is it?',
  'Tell me a short joke.',
  'Is it spicy?',
  'How many people live in Japan?',
  'How do I get there from Osaka?',
  'Thank you, that was all.',
  'Stop.',
  'wait',
  'Turn off the light, please.',
  'Who painted the Mona Lisa?',
  'Set a timer for five minutes.',
  'What do bees eat in winter?',
  'How old are you?',
  'Perfect, read me the first step.',
  'And what about tomorrow?',
  'What should I cook?',
];

const silence = (text: string, more: { skill?: boolean; endProbability?: number; turnScore?: number } = {}) =>
  requiredSilenceMs({ text, skill: false, endProbability: undefined, ...more });

describe('requiredSilenceMs', () => {
  const longestFinished = Math.max(...FINISHED.map((text) => silence(text)));

  it.each(UNFINISHED)('waits longer after %j than after anything finished', (text) => {
    expect(silence(text)).toBeGreaterThan(longestFinished);
  });

  it.each(FINISHED)('does not take %j for unfinished', (text) => {
    expect(silence(text)).toBeLessThan(END_OF_TURN_CURVE.doubtMs);
  });

  it('stays within the curve, whatever is claimed', () => {
    for (const text of [...UNFINISHED, ...FINISHED, '', '   ', '...', '?', '\ud83d\ude42']) {
      for (const endProbability of [undefined, 0, 1e-12, 0.5, 1]) {
        for (const patience of ['quick', 'normal', 'patient'] as const) {
          for (const skill of [false, true]) {
            const ms = requiredSilenceMs({ text, skill, endProbability, turnScore: 0 }, patience);
            expect(ms).toBeGreaterThanOrEqual(END_OF_TURN_CURVE.sureMs);
            expect(ms).toBeLessThanOrEqual(END_OF_TURN_CURVE.openMs);
          }
        }
      }
    }
  });

  it('waits in the middle when nothing speaks for either side', () => {
    const ms = silence('The garden behind the house');
    expect(ms).toBeGreaterThan(silence('What time is it?'));
    expect(ms).toBeLessThan(silence('The garden behind the'));
  });

  it('believes a skill that understands', () => {
    expect(silence('What is 25 times 7?', { skill: true })).toBeLessThan(silence('What is 25 times 7?'));
  });

  it('never waits longer when the model finds an end likelier', () => {
    for (const text of ['I want to book a table.', 'I would like to.', 'What time is it?']) {
      const waits = [1e-6, 1e-3, 0.01, 0.1, 0.5, 1].map((endProbability) => silence(text, { endProbability }));
      expect(waits).toEqual([...waits].sort((a, b) => b - a));
      expect(waits[0]).toBeGreaterThanOrEqual(waits.at(-1) ?? 0);
    }
  });

  it('a model that is sure does not outvote the words', () => {
    expect(silence('I would like to', { endProbability: 1 })).toBeGreaterThan(silence('What time is it?'));
  });

  it('waits longer when the recogniser doubts its own text', () => {
    const evidence = { text: 'Play some music.', skill: false, endProbability: 0.3 };
    const wait = (averageLogProbability: number) => requiredSilenceMs({ ...evidence, averageLogProbability });
    expect(wait(-1.5)).toBeGreaterThan(wait(-0.2));
    expect(wait(-0.2)).toBe(requiredSilenceMs(evidence));
  });

  it('does not end sooner than the language model can answer, but lets a rule answer at once', () => {
    const text = 'Turn off the light, please.';
    expect(silence(text, { endProbability: 1 })).toBe(END_OF_TURN_CURVE.modelMs);
    expect(silence(text, { skill: true })).toBe(END_OF_TURN_CURVE.sureMs);
    expect(silence('Stop.')).toBe(END_OF_TURN_CURVE.sureMs);
    const stop = { text: 'Stop.', skill: true, endProbability: undefined };
    expect(requiredSilenceMs(stop, 'patient')).toBe(END_OF_TURN_CURVE.sureMs);
  });

  it('an audio score is only ever a reason to wait', () => {
    for (const text of [...UNFINISHED, ...FINISHED]) {
      for (const turnScore of [0, 0.05, 0.5, 1]) {
        expect(silence(text, { turnScore })).toBeGreaterThanOrEqual(silence(text));
      }
    }
  });

  it('patience shifts every wait that has room', () => {
    for (const text of [...UNFINISHED, ...FINISHED]) {
      const evidence = { text, skill: false, endProbability: undefined };
      const [quick, normal, patient] = (['quick', 'normal', 'patient'] as const).map((patience) =>
        requiredSilenceMs(evidence, patience),
      );
      expect(quick).toBeLessThanOrEqual(normal ?? 0);
      expect(normal).toBeLessThanOrEqual(patient ?? 0);
    }
    const doubtful = { text: 'The garden behind the house', skill: false, endProbability: undefined };
    expect(requiredSilenceMs(doubtful, 'quick')).toBeLessThan(requiredSilenceMs(doubtful, 'patient'));
  });
});
