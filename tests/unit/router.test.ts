import { describe, expect, it } from 'vitest';
import { route } from '../../src/agent/router';
import { calculator } from '../../src/agent/skills/calculator';
import { clock } from '../../src/agent/skills/clock';
import type { Skill } from '../../src/agent/skills/skill';

const skills: readonly Skill[] = [calculator, clock];

function target(text: string): string {
  const chosen = route(text, skills);
  return chosen.kind === 'skill' ? chosen.match.skillId : 'model';
}

/** From shared/audio/public/manifest.json: as spoken, and as Whisper tiny wrote it where that differs. */
const CALCULATOR = [
  'What is 25 times 7?',
  'What is 25x7?',
  'Calculate 15% tip on $45.50.',
  'calculate 15% tip on $45.50.',
];
const CLOCK = ['What time is it?'];
const MODEL = [
  "What's the weather in London?",
  'List files in current directory.',
  'Get weather for Tokyo and save it.',
  'Set a timer for five minutes.',
  'Set a timer for 5 minutes.',
  'Tell me a short joke.',
  'Who wrote Pride and Prejudice?',
  'Convert ten miles to kilometers.',
  'convert 10 miles to kilometers',
  'Remind me to call mom tomorrow at nine.',
  'Remind me to call mom tomorrow at 9.',
  'How do I boil an egg?',
  'Turn the volume down a little.',
  'What is the capital of Australia?',
  'Play some quiet jazz music.',
  'How far is the moon from the earth?',
  'Add milk, eggs and bread to my shopping list.',
  'Translate good morning into French.',
  "What's on my calendar for Friday?",
  'Explain why the sky is blue in one sentence.',
  'Repeat that more slowly, please.',
  'I have a meeting at half past three, so please wake me up 20 minutes before it starts.',
  'Read the first paragraph of the file called notes.',
  'Is it going to rain this afternoon?',
  "Thank you, that's all.",
  'Can you give me three ideas for a birthday present for my sister, who likes gardening and old movies?',
  'I would like to... book a table for two.',
  'Set an alarm for... seven thirty in the morning.',
  'set an alarm for 730 in the morning.',
  'Can you tell me... how tall the Eiffel Tower is?',
  'My phone number is, um... five five five, zero one nine two.',
  'My phone number is um 555-0192',
  'Send a message to Anna saying... I will be ten minutes late.',
  "What's the weather like in Paris?",
  'And what about tomorrow?',
  'Should I take an umbrella?',
  "Thanks, that's very helpful.",
  'How many people live in Japan?',
  'What is the largest city there?',
  'How do I get there from Osaka?',
  'I want to cook something with chicken.',
  'I also have rice and tomatoes.',
  'How long does that take?',
  'Is it spicy?',
  'Perfect, read me the first step.',
  'My name is Sarah and I live in Boston.',
  'What is my name?',
  'Which city do I live in?',
  'Stop!',
  'Wait.',
  'No, I meant Paris.',
  'Uh-huh.',
  'Okay.',
  'Hang on, go back.',
  'Yeah.',
  '',
];

describe('route', () => {
  it.each(CALCULATOR)('%s → calculator', (text) => expect(target(text)).toBe('calculator'));
  it.each(CLOCK)('%s → clock', (text) => expect(target(text)).toBe('clock'));
  it.each(MODEL)('%s → model', (text) => expect(target(text)).toBe('model'));

  it('gives the turn to the first skill that claims it', () => {
    const greedy: Skill = { ...clock, match: () => ({ skillId: 'clock', run: async () => ({ text: 'mine' }) }) };
    const chosen = route('2 + 2', [greedy, calculator]);
    expect(chosen.kind === 'skill' && chosen.match.skillId).toBe('clock');
    expect(route('2 + 2', []).kind).toBe('model');
  });

  it('takes under a millisecond', () => {
    const start = performance.now();
    for (const text of MODEL) route(text, skills);
    expect((performance.now() - start) / MODEL.length).toBeLessThan(1);
  });
});
