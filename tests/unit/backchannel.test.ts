import { describe, expect, it } from 'vitest';
import { isBackchannel, mayBecomeBackchannel } from '../../src/agent/backchannel';

const ACKNOWLEDGED = [
  'Uh-huh.',
  'Uh huh',
  'Uhhuh',
  'Mm-hmm.',
  'Mmhmm',
  'Mhm.',
  'Mmm.',
  'Mm.',
  'Hmm.',
  'Hm',
  'Huh.',
  'Okay.',
  'OK',
  'Okay, okay.',
  'Yeah.',
  'Yeah, yeah, yeah.',
  'Yes.',
  'Yep',
  'Right.',
  'Oh, right.',
  'I see.',
  'Oh, I see.',
  'Ah, okay, I see.',
  'Sure.',
  'Got it.',
  'Okay, got it.',
  'Wow!',
  'Oh wow',
  'Really?',
  'Cool.',
  "That's great.",
  'That’s really interesting',
  'Alright.',
  'All right.',
  'True.',
  'Exactly!',
  'Makes sense.',
  'Of course.',
  'Haha.',
  'Good to know.',
  'No way!',
];
const INVENTED = [
  '',
  '...',
  'you',
  'Thank you.',
  'Bye.',
  'Ugh.',
  '[cough]',
  '(coughing)',
  '*sighs*',
  '♪',
  "I'm",
  'So',
  'Oh.',
  'Okay. Thank you.',
];

const MEANT = [
  'Stop.',
  'Wait.',
  'No.',
  'No, I meant Paris.',
  'Hang on, go back.',
  'Okay, stop.',
  'Okay, but',
  'You okay?',
  'Thank you, right?',
  'Okay, but what about tomorrow?',
  'Yeah, and in London?',
  'Right now?',
  'Is it spicy?',
  'I see a problem.',
  'So what?',
  'Good morning in French.',
  'What?',
  'Really, why?',
  "I'm in the",
  'And you the',
  'Thank you, now tell me a joke.',
  'Paris',
  'Hello?',
  'Sotto',
  'Ham',
  'Hull',
  '25',
  'Louder.',
];

describe('a backchannel', () => {
  it.each([...ACKNOWLEDGED, ...INVENTED])('“%s” is one', (text) => expect(isBackchannel(text)).toBe(true));
  it.each(MEANT)('“%s” is none', (text) => expect(isBackchannel(text)).toBe(false));
  it('is decided quickly for a long text', () => {
    expect(isBackchannel(`${'oh my '.repeat(3000)}Paris`)).toBe(false);
  });
});

describe('a text that may become one', () => {
  it.each([
    ...ACKNOWLEDGED,
    ...INVENTED,
    'O',
    'Ye',
    'Exac',
    'Got',
    'Make',
    'Okay, I',
    'Oh, that',
    'That makes',
    'Inter',
    'Of',
  ])('“%s” may', (text) => expect(mayBecomeBackchannel(text)).toBe(true));
  it.each(['Stop', 'Wait', 'What', 'Par', 'Hang', 'I want', 'Got a', 'Okay, but', 'That one', 'How do', 'Turn'])(
    '“%s” may not',
    (text) => expect(mayBecomeBackchannel(text)).toBe(false),
  );
});
