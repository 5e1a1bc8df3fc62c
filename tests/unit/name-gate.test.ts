import { describe, expect, it } from 'vitest';
import { FOLLOW_UP_MS, judgeAddress, NameGate } from '../../src/agent/name-gate';

describe('the name', () => {
  it.each([
    ['Sotto, what is 25 times 7?', 'What is 25 times 7?'],
    ['Sato what is 25 times 7?', 'What is 25 times 7?'],
    ['Hey Soto, tell me a joke.', 'Tell me a joke.'],
    ['Okay, Sado, play some music.', 'Play some music.'],
    ['So, um, sotto: are you there?', 'Are you there?'],
    ['Hello? Sotto? What time is it?', 'What time is it?'],
    ['Sotto! Sotto, stop.', 'Stop.'],
    ['Haysato, who painted the Mona Lisa?', 'Who painted the Mona Lisa?'],
    ['What time is it, Sotto?', 'What time is it?'],
    ['What is 25 times 7? Sato.', 'What is 25 times 7?'],
    ['Tell me a joke, Sado!', 'Tell me a joke!'],
    ['Sotto, what time is it, Sotto?', 'What time is it?'],
    ['Sotto, éclairs are what?', 'Éclairs are what?'],
    ['Sotto, -5 plus 3?', '-5 plus 3?'],
  ])('is taken off "%s"', (text, rest) => {
    expect(judgeAddress(text, 'name')).toEqual({ meant: 'addressed', text: rest });
  });

  it.each(['Sotto?', 'Hey, Sato!', 'Soto', 'Sotto. Sotto!', 'Okay Sotto…', '"Sotto."'])(
    'alone is a call: "%s"',
    (text) => {
      expect(judgeAddress(text, 'name')).toEqual({ meant: 'called', text });
    },
  );

  it.each([
    'What is 25 times 7?',
    'So, total sales went up again.',
    'So to speak, it was a disaster.',
    'Sort of, but not really.',
    'Otto is my cousin from Berlin.',
    'Soda is in the fridge.',
    "Soto's car is in the yard.",
    'We had risotto, and then a salad.',
    'The collected works of Sato.',
    'He said it softly, Sato Vaka.',
    'Tell me, Ricksato.',
    'Sottoman is a name.',
    'Stop.',
    '',
    '…',
  ])('is not in "%s"', (text) => {
    expect(judgeAddress(text, 'name')).toEqual({ meant: 'elsewhere', text });
  });

  it.each(['Stop.', 'Wait a moment.', 'Louder, please.', 'Say that again.'])(
    'is not needed over a reply for "%s"',
    (text) => {
      expect(judgeAddress(text, 'name-or-command')).toEqual({ meant: 'addressed', text });
    },
  );

  it.each(['Stop the car, he said.', 'And now the weather.', 'No, I do not think so.'])(
    'is needed over a reply for "%s"',
    (text) => {
      expect(judgeAddress(text, 'name-or-command').meant).toBe('elsewhere');
    },
  );

  it('is taken off where it was not needed, too', () => {
    expect(judgeAddress('Sotto, what time is it?', 'anything')).toEqual({
      meant: 'addressed',
      text: 'What time is it?',
    });
    expect(judgeAddress('What time is it?', 'anything')).toEqual({ meant: 'addressed', text: 'What time is it?' });
  });
});

describe('the gate', () => {
  const QUESTION = 'What is the weather like?';
  const meant = (gate: NameGate, text: string, startAtMs: number, overReply = false) =>
    gate.judge(text, startAtMs, overReply)?.meant;

  it('judges nothing while it is off', () => {
    const gate = new NameGate({ isOn: () => false });
    expect(gate.judge(QUESTION, 0, false)).toBeUndefined();
    expect(gate.needsName(0)).toBe(false);
  });

  it('asks for the name before the first answer', () => {
    const gate = new NameGate({ isOn: () => true });
    expect(gate.needsName(0)).toBe(true);
    expect(meant(gate, QUESTION, 0)).toBe('elsewhere');
    expect(meant(gate, `Sotto, ${QUESTION}`, 0)).toBe('addressed');
  });

  it('is open for what begins within eight seconds of an answer, however long it lasts', () => {
    const gate = new NameGate({ isOn: () => true });
    gate.answered(100_000);
    expect(meant(gate, QUESTION, 100_000)).toBe('addressed');
    expect(meant(gate, QUESTION, 100_000 + FOLLOW_UP_MS)).toBe('addressed');
    expect(meant(gate, QUESTION, 100_001 + FOLLOW_UP_MS)).toBe('elsewhere');
    expect(gate.needsName(100_000 + FOLLOW_UP_MS)).toBe(false);
    expect(gate.needsName(100_001 + FOLLOW_UP_MS)).toBe(true);
  });

  it('takes what begins in the last words of the answer for its follow-up, and nothing earlier', () => {
    const gate = new NameGate({ isOn: () => true });
    expect(meant(gate, QUESTION, 99_500, true)).toBe('elsewhere');
    gate.answered(100_000);
    expect(meant(gate, QUESTION, 99_500, true)).toBe('addressed');
    expect(meant(gate, QUESTION, 99_000, true)).toBe('elsewhere');
  });

  it('does not take what begins over a reply for the follow-up of the one before', () => {
    const gate = new NameGate({ isOn: () => true });
    gate.answered(100_000);
    expect(meant(gate, QUESTION, 103_000, false)).toBe('addressed');
    expect(meant(gate, QUESTION, 103_000, true)).toBe('elsewhere');
    expect(gate.needsName(103_000, true)).toBe(true);
  });

  it('takes commands without the name only over a reply', () => {
    const gate = new NameGate({ isOn: () => true });
    expect(meant(gate, 'Stop.', 0, true)).toBe('addressed');
    expect(meant(gate, 'Stop.', 0, false)).toBe('elsewhere');
  });

  it('follows the setting at once', () => {
    let on = false;
    const gate = new NameGate({ isOn: () => on });
    on = true;
    expect(meant(gate, QUESTION, 0)).toBe('elsewhere');
  });
});
