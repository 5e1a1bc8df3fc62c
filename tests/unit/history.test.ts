import { describe, expect, it } from 'vitest';
import { History } from '../../src/agent/history';

const words = (characters: number) => 'x'.repeat(characters);

describe('the conversation as the model sees it', () => {
  it('begins with the system prompt and alternates', () => {
    const history = new History('Be kind.');
    history.add('turn', 'Hi.', 'Hello.');
    history.add('turn', 'Who are you?', 'Sotto.');
    expect(history.messages()).toEqual([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hi.' },
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: 'Who are you?' },
      { role: 'assistant', content: 'Sotto.' },
    ]);
  });

  it('puts a new question at the end and keeps it only when it was answered', () => {
    const history = new History('S');
    expect(history.asking('What?').at(-1)).toEqual({ role: 'user', content: 'What?' });
    expect(history.messages()).toHaveLength(1);
  });

  it('extends what the model has evaluated already, byte for byte', () => {
    const history = new History('S');
    const asked = history.asking('What?');
    history.add('turn', 'What?', 'That.');
    expect(history.messages().slice(0, asked.length)).toEqual(asked);
  });

  it('has no exchange of which nothing was heard', () => {
    const history = new History('S');
    history.add('turn', 'What?', '');
    expect(history.messages()).toEqual([{ role: 'system', content: 'S' }]);
  });

  it('is trimmed at whole exchanges, oldest first, and by a lot at once', () => {
    const history = new History('S');
    const lengths: number[] = [];
    for (let i = 0; i < 200; i++) {
      history.add('turn', `${i}`.padEnd(50, '.'), words(50));
      lengths.push(history.messages().length);
    }
    const trims = lengths.filter((length, i) => length < (lengths[i - 1] ?? 0)).length;
    expect(trims).toBeGreaterThan(0);
    // A trim throws the model's cache away, so most exchanges only add.
    expect(trims).toBeLessThan(100);
    const kept = history.messages().slice(1);
    expect(kept.length % 2).toBe(0);
    const numbers = kept.filter(({ role }) => role === 'user').map(({ content }) => Number.parseInt(content, 10));
    expect(numbers).toEqual(numbers.map((_, i) => 200 - numbers.length + i));
  });

  it('keeps the last exchange however long it is', () => {
    const history = new History('S');
    history.add('turn', 'a', 'b');
    history.add('turn', words(15_000), words(15_000));
    expect(history.messages().map(({ content }) => content.length)).toEqual([1, 15_000, 15_000]);
  });

  it('forgets all but the system prompt when cleared', () => {
    const history = new History('S');
    history.add('turn', 'a', 'b');
    history.clear();
    expect(history.messages()).toEqual([{ role: 'system', content: 'S' }]);
  });

  it('loses the exchanges that are taken out, and no others', () => {
    const history = new History('S');
    for (const id of ['a', 'b', 'c']) history.add(id, `${id}?`, `${id}.`);
    history.drop(new Set(['b', 'never said']));
    expect(history.messages().map(({ content }) => content)).toEqual(['S', 'a?', 'a.', 'c?', 'c.']);
  });

  it('hands out lists that can be changed without changing it', () => {
    const history = new History('S');
    history.add('turn', 'a', 'b');
    history.messages().pop();
    expect(history.messages()).toHaveLength(3);
  });
});
