import { describe, expect, it } from 'vitest';
import { ClauseCutter } from '../../workers/llm/clauses';

/** Splits before every space, as the tokens of a language model mostly fall. */
const asTokens = (text: string): string[] => text.match(/\s*[^\s.,!?;:]+|\s*[.,!?;:]+|\s+$/g) ?? [];

function cut(deltas: Iterable<string>): string[] {
  const cutter = new ClauseCutter();
  const clauses = [...deltas].flatMap((delta) => cutter.push(delta));
  const rest = cutter.flush();
  return rest === undefined ? clauses : [...clauses, rest];
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

describe('ClauseCutter', () => {
  it.each<[why: string, text: string, clauses: string[]]>([
    [
      'punctuation ends the first clause from three words on',
      'Well, I can help. Now go.',
      ['Well, I can help.', 'Now go.'],
    ],
    ['one or two words wait', 'Yes. Of course!', ['Yes. Of course!']],
    [
      'seven words end the first clause',
      'Cats sleep most days hunting costs lots energy and so on',
      ['Cats sleep most days hunting costs lots', 'energy and so on'],
    ],
    [
      'never after an article',
      'Cats like warm soft beds beside the best ones of all',
      ['Cats like warm soft beds beside the best', 'ones of all'],
    ],
    [
      'the cap cuts at the last good place',
      'Cats like warm soft beds next to the and the is was were more',
      ['Cats like warm soft beds next', 'to the and the is was were more'],
    ],
    [
      'a word that opens a phrase ends the first clause from four words on',
      'Cats sleep most days because hunting costs lots energy and so on',
      ['Cats sleep most days', 'because hunting costs lots energy and so on'],
    ],
    [
      '... and not after three',
      'Cats sleep soundly because hunting costs lots energy',
      ['Cats sleep soundly because hunting costs lots', 'energy'],
    ],
    [
      '... nor after a word that leans forward',
      'The food is not in season right now here',
      ['The food is not in season right', 'now here'],
    ],
    [
      '... nor in a later clause',
      'Let me think. Cats sleep most days because hunting costs lots.',
      ['Let me think.', 'Cats sleep most days because hunting costs lots.'],
    ],
    [
      'forty-five characters end the first clause',
      'Photosynthesis transforms electromagnetic radiation internally somehow',
      ['Photosynthesis transforms electromagnetic radiation', 'internally somehow'],
    ],
    [
      'a number waits for its noun',
      'It takes them all day walking 15 kilometers home',
      ['It takes them all day walking 15 kilometers', 'home'],
    ],
    ['a comma in a number', 'It is approximately 2,150 miles. Bye.', ['It is approximately 2,150 miles.', 'Bye.']],
    ['a decimal', 'It is about 3.5 meters long. Yes.', ['It is about 3.5 meters long.', 'Yes.']],
    ['a time', 'We will meet at 3:30 today. Yes.', ['We will meet at 3:30 today.', 'Yes.']],
    ['a number at the end', 'The answer is 175. That is all.', ['The answer is 175.', 'That is all.']],
    ['a title', 'I saw Dr. Smith, who waved. Yes.', ['I saw Dr. Smith,', 'who waved.', 'Yes.']],
    ['letters with dots', 'Buy fruit e.g. U.S. apples today. Yes.', ['Buy fruit e.g. U.S. apples today.', 'Yes.']],
    [
      'a list',
      'Here are three: 1. Boil water. 2. Add salt. 3. Stir.',
      ['Here are three:', '1. Boil water.', '2. Add salt.', '3. Stir.'],
    ],
    [
      'a list in one line',
      'Buy these things: 1. Milk 2. Eggs 3. Bread',
      ['Buy these things:', '1. Milk 2. Eggs 3. Bread'],
    ],
    ['lines', 'You need these\n- fresh milk\n- eggs', ['You need these', '- fresh milk', '- eggs']],
    [
      'later clauses are longer',
      'Let me think. The old river, wide and slow, runs down to the sea, past the town.',
      ['Let me think.', 'The old river, wide and slow,', 'runs down to the sea,', 'past the town.'],
    ],
    ['quotes', '"I am here," she said. "Good."', ['"I am here,"', 'she said.', '"Good."']],
  ])('%s', (_, text, clauses) => {
    const expected = clauses.map(withoutSpace);
    expect(cut(text.match(/\s*\S+/g) ?? []), 'by words').toEqual(clauses);
    if (!text.includes('"')) expect(cut(asTokens(text)).map(withoutSpace), 'by tokens').toEqual(expected);
  });

  it('cuts at most after sixteen words later on, or a few more', () => {
    const many = Array.from({ length: 60 }, (_, i) => `word${'abcdefghij'[i % 10]}`).join(' ');
    const lengths = cut(asTokens(`I see it. ${many}`)).map((clause) => clause.split(' ').length);
    expect(lengths).toEqual([3, 16, 16, 16, 12]);
  });

  it('lets the first clause go as soon as its punctuation is there', () => {
    const cutter = new ClauseCutter();
    expect(cutter.push('The capital is Canberra')).toEqual([]);
    expect(cutter.push('.')).toEqual(['The capital is Canberra.']);
    expect(cutter.flush()).toBeUndefined();
  });

  it('lets it go as soon as the next phrase begins, whatever becomes of its word', () => {
    const cutter = new ClauseCutter();
    expect(cutter.push('Cats sleep most days')).toEqual([]);
    expect(cutter.push(' in')).toEqual(['Cats sleep most days']);
    expect(cutter.push('deed')).toEqual([]);
    expect(cutter.flush()).toBe('indeed');
  });

  it('waits for one more token after a digit', () => {
    const cutter = new ClauseCutter();
    expect(cutter.push('That is approximately 2,')).toEqual([]);
    expect(cutter.push('150')).toEqual([]);
    expect(cutter.push('.')).toEqual([]);
    expect(cutter.push(' It')).toEqual(['That is approximately 2,150.']);
    expect(cutter.flush()).toBe('It');
  });

  it('returns several clauses from one long delta', () => {
    expect(new ClauseCutter().push('One two three. Four five. Six seven. Ei')).toEqual([
      'One two three.',
      'Four five.',
      'Six seven.',
    ]);
  });

  it('takes other limits', () => {
    expect(new ClauseCutter({ firstPauseWords: 1 }).push('Yes, I do')).toEqual(['Yes,']);
  });

  it('loses and adds nothing, however the text is split', () => {
    const texts = [
      'Well, "Dr. Smith" (of the U.S.) paid $2,150.75 at 3:30 p.m.; then... he left!\n\n1. Milk\n2. Eggs 😀 — and more.',
      'The the the the the the the the the the the the the the the the the the the the the the end',
      '  ... 1. 2. 3. "\' . , a b c www.example.com x@y.z https://a.b/c?d=1,2. 99 ',
    ];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 1500; round++) {
      const text = texts[round % texts.length] ?? '';
      const deltas: string[] = [];
      for (let at = 0; at < text.length; ) {
        const length = 1 + random(round % 2 ? 3 : 12);
        deltas.push(text.slice(at, at + length));
        at += length;
      }
      const clauses = cut(deltas);
      expect(withoutSpace(clauses.join(' '))).toBe(withoutSpace(text));
      expect(clauses.every((clause) => clause === clause.trim() && clause !== '')).toBe(true);
    }
  });
});
