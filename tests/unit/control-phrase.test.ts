import { describe, expect, it } from 'vitest';
import { controlPhrase, startsWithCommand } from '../../src/agent/control-phrase';

/** Whether the user only wants silence. */
const isStopPhrase = (text: string): boolean =>
  ['stop', 'wait', 'never-mind'].includes(controlPhrase(text)?.kind ?? '');

const SAID: Record<string, string[]> = {
  stop: [
    'Stop!',
    ' Stop. ',
    'Stop it.',
    'Stop talking',
    'Please stop.',
    'Okay, stop.',
    'OK stop please',
    'No, stop!',
    'Stop, stop, stop!',
    'Hey Sotto, stop.',
    'Sotto, be quiet, please.',
    'Can you stop talking now, please?',
    'Could you be quiet?',
    'Cancel that.',
    'Quiet!',
    'Shut up.',
    "That's enough.",
    'That’s enough',
    'Thats enough',
    'Okay, enough.',
    'Hush...',
    'Shhh!',
    'You can stop now.',
    'I said stop.',
    'Wait, stop.',
  ],
  wait: [
    'Wait.',
    'Wait, wait.',
    'Wait a minute.',
    'Hold on',
    'Hold on a second.',
    'Hang on.',
    'No, wait.',
    'One moment, please.',
    'Just a second.',
  ],
  'never-mind': [
    'Never mind.',
    'Nevermind',
    'Oh, never mind that.',
    'Forget it.',
    'No, never mind.',
    'Forget about it.',
  ],
  louder: [
    'Louder.',
    'Louder, please!',
    'A bit louder, please.',
    'Could you speak a little louder?',
    'Speak up.',
    'Speak up a bit, please.',
    'Turn the volume up.',
    'Turn up the volume a little.',
    'Volume up.',
    'Turn it up.',
    "I can't hear you.",
    "You're too quiet.",
    'Raise your voice, please.',
  ],
  quieter: [
    'Quieter.',
    'A little quieter, please.',
    'Softer, please.',
    'Speak more quietly.',
    'Turn it down.',
    'Turn the volume down.',
    'Turn the volume down a little.',
    'Please turn it down a bit.',
    'Volume down',
    'Not so loud!',
    "You're too loud.",
    'Lower the volume, please.',
  ],
  slower: [
    'Slower.',
    'A bit slower, please.',
    'Speak more slowly, please.',
    'Slow down!',
    'Can you speak slower?',
    'Not so fast.',
    'Wait, not so fast.',
    "You're talking too fast.",
  ],
  faster: [
    'Faster.',
    'Speak a little faster.',
    'Speed up, please.',
    'Talk faster.',
    'Could you go a bit faster?',
    "You're too slow.",
  ],
};

describe('a control phrase', () => {
  for (const [kind, texts] of Object.entries(SAID)) {
    it.each(texts)(`“%s” is ${kind}`, (text) => expect(controlPhrase(text)).toEqual({ kind }));
  }

  it.each([
    'Repeat that.',
    'Repeat, please.',
    'Say that again.',
    'Can you say that again, please?',
    'Wait, say that again.',
    'What did you say?',
    'What did you just say?',
    'Sorry, what did you say?',
    'Pardon?',
    'I beg your pardon?',
    'Come again?',
    'Sorry?',
    'What?',
    'One more time.',
    "I didn't catch that.",
    "Sorry, I didn't hear you.",
    'Say it again louder.',
  ])('“%s” asks for the reply again', (text) => expect(controlPhrase(text)).toEqual({ kind: 'repeat', slower: false }));

  it.each([
    'Repeat that more slowly, please.',
    'Say that again, slower.',
    'Could you say that again a bit more slowly?',
    'Slower. Repeat that.',
  ])('“%s” asks for it again, slower', (text) => expect(controlPhrase(text)).toEqual({ kind: 'repeat', slower: true }));

  it.each([
    '',
    '...',
    'No.',
    'Okay.',
    'Please.',
    'Sorry.',
    'Thank you.',
    'Where is the next bus stop?',
    "Don't stop.",
    'Stop the timer.',
    'Stop the timer at five.',
    'How do I stop smoking?',
    'Wait for the bus.',
    'Wait, what time is it?',
    'Hang on, go back.',
    'How long should I wait?',
    'Never mind the weather, tell me a joke.',
    'Is it quiet in Norway?',
    'Play some quiet jazz music.',
    'Cancel my alarm.',
    'Enough about me, what about you?',
    "Thank you, that's all.",
    'Nonstop',
    'Stopover',
    'Turn the volume down on the TV in the film.',
    'Turn the lights down.',
    'What did you say about Paris?',
    'Repeat after me.',
    'Repeat the alarm every day.',
    'Say that again in French.',
    'Which is faster, a train or a car?',
    'Why is my computer slow?',
    'Slow cooker recipes',
    'Is the speed of sound slower in water?',
    'What is louder than a jet?',
    'What is the volume of a sphere?',
    'Slower and faster',
    'No, I meant Paris.',
  ])('“%s” is none', (text) => expect(controlPhrase(text)).toBeUndefined());

  it('is decided quickly for a long run of its own opening words', () => {
    expect(controlPhrase(`${'please okay no '.repeat(2000)}thanks a lot`)).toBeUndefined();
  });
});

describe('a stop phrase', () => {
  it.each([...(SAID.stop ?? []), ...(SAID.wait ?? []), ...(SAID['never-mind'] ?? [])])(
    '“%s” asks only for silence',
    (text) => expect(isStopPhrase(text)).toBe(true),
  );
  it.each(['Louder.', 'Repeat that.', 'Okay.', 'Stop the timer.', ''])('“%s” does not', (text) =>
    expect(isStopPhrase(text)).toBe(false),
  );
});

describe('a beginning that is a command', () => {
  it.each([
    'Stop',
    'Stop the',
    'Wait',
    'Wait, what',
    'No',
    'No, I meant',
    'Hold on',
    'Hang on, go',
    'Never mind',
    'Nevermind the',
    'Okay, stop',
    'Hey Sotto, wait',
    'Enough',
  ])('“%s” wants silence', (text) => expect(startsWithCommand(text)).toBe(true));
  it.each([
    '',
    'Okay',
    'Yeah',
    'Uh-huh',
    'Stopover',
    'Waiter',
    'Know',
    'Not',
    'November',
    'I want you to stop',
    'Hold',
    'Hang',
  ])('“%s” does not', (text) => expect(startsWithCommand(text)).toBe(false));
});
