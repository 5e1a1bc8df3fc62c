import { describe, expect, it } from 'vitest';
import { replyLimit } from '../../workers/llm/sentence-limit';

const kept = (text: string) => {
  const limit = replyLimit(text);
  return limit === undefined ? undefined : text.slice(0, limit);
};

describe('the end of a spoken reply', () => {
  it.each([
    ['One is enough. Two is plenty. Three', 'One is enough. Two is plenty.'],
    ['Really? Yes! And', 'Really? Yes!'],
    ['He said "no." She said "yes." Then', 'He said "no." She said "yes."'],
    ['Wait... What? No', 'Wait... What?'],
    ['It costs 3.5 dollars. That is cheap. So', 'It costs 3.5 dollars. That is cheap.'],
    ['Dr. Smith lives in St. Ives. Mrs. Jones does, too. And', 'Dr. Smith lives in St. Ives. Mrs. Jones does, too.'],
    ['J. R. R. Tolkien wrote it. It is long. It', 'J. R. R. Tolkien wrote it. It is long.'],
    [
      'Meet me at 5 p.m. today. Bring tea, milk, etc. for all. And',
      'Meet me at 5 p.m. today. Bring tea, milk, etc. for all.',
    ],
  ])('%s', (text, end) => expect(kept(text)).toBe(end));

  it('is a line break, which begins a list or another speaker', () => {
    expect(kept('Here you are:\n1. Milk')).toBe('Here you are:');
    expect(kept('Paris. \nUser: And')).toBe('Paris.');
    expect(kept('One. Two. Three\n')).toBe('One. Two.');
  });

  it.each(['', 'One.', 'One is enough. ', 'One. Two.', 'It is 3. 5', '\n\nHello', 'No end in sight'])(
    'has not come yet in “%s”',
    (text) => expect(replyLimit(text)).toBeUndefined(),
  );

  it('does not move once it was found, however the text goes on', () => {
    const text = 'The sky is blue. The grass is green. The sun is yellow.\nAnd so on. For ever.';
    const found = text.split('').flatMap((_, i) => replyLimit(text.slice(0, i + 1)) ?? []);
    expect(new Set(found)).toEqual(new Set(['The sky is blue. The grass is green.'.length]));
  });
});
