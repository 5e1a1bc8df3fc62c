import { describe, expect, it } from 'vitest';
import { isEchoOf } from '../../src/agent/echo-of-reply';

const SPOKEN =
  'The capital of Australia is Canberra, not Sydney. It was chosen as a compromise between Sydney and Melbourne.';

describe('an echo of the reply', () => {
  it.each([
    'The capital of Australia is Canberra',
    'capital of australia',
    'of Australia is',
    'is Canberra, not Sydney. It was',
    'The capitol of Australia is Camberra.',
    'The capital Australia is Canberra not',
    'it was chosen as a comprise between',
    'between Sydney and Melbourne.',
    'and Melbourne',
    'capital.',
    'Sydney',
  ])('“%s” is one', (heard) => expect(isEchoOf(heard, SPOKEN)).toBe(true));

  it.each([
    '',
    'not',
    'was.',
    'Capture',
    'Stop.',
    'Wait, what?',
    'What is the capital of Austria?',
    'Who chose it?',
    'Is Melbourne larger than Sydney?',
    'How many people live in Canberra?',
    'Melbourne and Sydney',
    'the compromise',
  ])('“%s” is none', (heard) => expect(isEchoOf(heard, SPOKEN)).toBe(false));

  it('there is none where nothing was spoken', () => expect(isEchoOf('it was chosen', '')).toBe(false));
  it('a reply shorter than what was heard is no obstacle', () =>
    expect(isEchoOf("it's noon now", "It's noon.")).toBe(false));
  it('a number of two digits and more is known again, and none of one', () => {
    expect(isEchoOf('25.', '25 times 7 is 175.')).toBe(true);
    expect(isEchoOf('7', '25 times 7 is 175.')).toBe(false);
  });
  it('a short reply is known again', () => expect(isEchoOf("It's noon.", "It's noon.")).toBe(true));
});
