import { describe, expect, it } from 'vitest';
import type { ConversationLine, ConversationRecord } from '../../src/store/conversation-record';
import { summaryOf } from '../../src/store/conversation-summary';
import { readConversation } from '../../src/store/read-conversation';

const line = (role: ConversationLine['role'], text: string): ConversationLine => ({
  turnId: 'turn',
  role,
  text,
  by: role === 'user' ? 'voice' : 'model',
  skill: undefined,
  interrupted: false,
  heard: undefined,
  atMs: 5,
});

const record = (...lines: ConversationLine[]): ConversationRecord => ({
  id: 'one',
  startedAtMs: 1,
  updatedAtMs: 9,
  lines,
});

const QUESTION = line('user', 'What is there to eat in Köln?');
const REPLY = line('assistant', `Some say it is the crème brûlée. ${'More of the same follows here. '.repeat(5)}`);
const found = (query: string) => summaryOf(record(QUESTION, REPLY), query);

describe('a conversation in the list', () => {
  it('is named for its first question', () => {
    expect(found('')).toEqual({ id: 'one', title: QUESTION.text, updatedAtMs: 9, snippet: undefined });
    expect(summaryOf(record(line('assistant', 'Hello.')), '')?.title).toBe('Hello.');
    const long = summaryOf(record(line('user', 'word '.repeat(100))), '')?.title ?? '';
    expect(long).toMatch(/^(word )+word…$/);
    expect(long.length).toBeLessThanOrEqual(101);
  });

  it.each(['koln', 'KÖLN', 'Creme Brulee', '  crème   brûlée ', 'ko\u0308ln'])(
    'is found by %j, whatever its case and accents',
    (query) => {
      expect(found(query)?.id).toBe('one');
    },
  );

  it('is found when all the words occur, each in any line, and by no fewer', () => {
    expect(found('köln brûlée')?.id).toBe('one');
    expect(found('köln paris')).toBeUndefined();
    expect(found('   ')?.snippet).toBeUndefined();
  });

  it('shows where the words stand, cut between words', () => {
    expect(found('köln')?.snippet).toBe('What is there to eat in Köln?');
    expect(found('brulee')?.snippet).toBe('Some say it is the crème brûlée. More of the same follows here. More…');
    expect(found('there brulee')?.snippet).toBe('What is there to eat in Köln?');
    const deep = summaryOf(record(line('user', `${'left '.repeat(20)}needle ${'right '.repeat(20)}`)), 'NEEDLE');
    expect(deep?.snippet).toMatch(/^…(left )+needle( right)+…$/);
  });

  it('never shows half a character', () => {
    for (let pad = 0; pad < 4; pad++) {
      const text = `${'x'.repeat(pad)}${'👋'.repeat(60)}needle${'👋'.repeat(60)}`;
      const { title = '', snippet = '' } = summaryOf(record(line('user', text)), 'needle') ?? {};
      expect([title, snippet].some((shown) => /\p{Surrogate}/u.test(shown))).toBe(false);
      expect(snippet).toContain('needle');
    }
  });
});

describe('what lies in the store', () => {
  it('is read as it was written', () => {
    expect(readConversation(structuredClone(record(QUESTION, REPLY)))).toEqual(record(QUESTION, REPLY));
  });

  it('is read without what another version added, and with what it left out', () => {
    const { heard, skill, interrupted, ...bare } = QUESTION;
    expect(readConversation({ ...record(), lines: [{ ...bare, mood: 'gay' }], title: 'x' })).toEqual(
      record({ ...bare, heard, skill, interrupted }),
    );
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'text'],
    ['no id', { ...record(QUESTION), id: 7 }],
    ['no time', { ...record(QUESTION), updatedAtMs: 'now' }],
    ['a time that is none', { ...record(QUESTION), startedAtMs: Number.NaN }],
    ['no lines', { ...record(QUESTION), lines: {} }],
    ['an empty conversation', record()],
    ['a line of nobody', { ...record(QUESTION), lines: [{ ...QUESTION, role: 'system' }] }],
    ['a line without words', { ...record(QUESTION), lines: [QUESTION, { ...QUESTION, text: undefined }] }],
    ['a line that is none', { ...record(QUESTION), lines: [undefined] }],
  ])('is passed over when it is %s', (_, value) => {
    expect(readConversation(value)).toBeUndefined();
  });
});
