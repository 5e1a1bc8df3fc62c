import { describe, expect, it } from 'vitest';
import { PartialAgreement, sameWords } from '../../src/agent/partial-text';

/** What is firm and soft after each partial. */
function shownAfter(...partials: string[]): string[] {
  const agreement = new PartialAgreement();
  return partials.map((text) => {
    const { firm, soft } = agreement.add(text);
    return `${firm}|${soft}`;
  });
}

describe('partial transcripts', () => {
  it('are soft until a second one agrees', () => {
    expect(shownAfter('What', 'What time', 'What time is it?')).toEqual(['|What', 'What| time', 'What time| is it?']);
  });

  it('agree whatever their case and punctuation, and what is firm keeps its bytes', () => {
    expect(shownAfter('no i', 'No, I meant', 'No I meant Paris.')).toEqual([
      '|no i',
      'No, I| meant',
      'No, I meant| Paris.',
    ]);
  });

  it('leave the full stop they invent soft', () => {
    expect(shownAfter('Set a timer.', 'Set a timer.', 'Set a timer for five')).toEqual([
      '|Set a timer.',
      'Set a timer|.',
      'Set a timer| for five',
    ]);
  });

  it('leave a cut word soft', () => {
    expect(shownAfter('List files in current direct', 'List files in current directory.')).toEqual([
      '|List files in current direct',
      'List files in current| directory.',
    ]);
  });

  it('take back what a later one contradicts, from where it differs', () => {
    expect(shownAfter('Set an alarm', 'Set an alarm', 'Set the alarm for', 'Set the alarm for')).toEqual([
      '|Set an alarm',
      'Set an alarm|',
      'Set| the alarm for',
      'Set the alarm for|',
    ]);
  });

  it('that fall short take nothing back', () => {
    expect(shownAfter('What time is', 'What time is', 'What', 'What time is it')).toEqual([
      '|What time is',
      'What time is|',
      'What time is|',
      'What time is| it',
    ]);
  });

  it('may be empty', () => {
    expect(shownAfter('', '  ', 'Hello', '', 'Hello there')).toEqual(['|', '|', '|Hello', '|', '|Hello there']);
    expect(shownAfter(' Hello', ' Hello')).toEqual(['|Hello', 'Hello|']);
  });

  it('that contradict from the first word on start anew', () => {
    expect(shownAfter('You', 'You', 'Stop the timer')).toEqual(['|You', 'You|', '|Stop the timer']);
  });
});

describe('the same words', () => {
  it.each([
    ['What time is it?', 'what time is it'],
    ['Stop.', ' Stop!'],
    ['Uh huh.', 'Uh-huh.'],
    ["What's up", 'What’s up?'],
    ['1,000 people', '1000 people'],
    ['twenty-5', 'twenty 5'],
    ['Well, 5 minutes', 'Well 5 minutes'],
    ['', '...'],
  ])('“%s” and “%s”', (a, b) => {
    expect(sameWords(a, b)).toBe(true);
  });

  it.each([
    ['What time is it', 'What time is it in'],
    ['4.5 times 2', '45 times 2'],
    ['Alarm at 7 30', 'Alarm at 730'],
    ['add -5 and 3', 'add 5 and 3'],
    ['add .5 and 3', 'add 5 and 3'],
    ['-5 plus 3', '5 plus 3'],
    ['well, -5 plus 3', 'well 5 plus 3'],
    ['10-20', '10 20'],
    ['5 + 3', '5 3'],
    ['C++', 'C'],
    ['15%', '15'],
    ['$4', '4'],
  ])('“%s” and “%s” differ', (a, b) => {
    expect(sameWords(a, b)).toBe(false);
  });
});
