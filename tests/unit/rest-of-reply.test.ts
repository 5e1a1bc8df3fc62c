import { expect, it } from 'vitest';
import { restOfReply } from '../../src/agent/rest-of-reply';

const WHOLE = 'Once there was a king. He had a dog! Was it old? ';

it.each([
  ['nothing was heard', '', WHOLE.trim()],
  ['it was cut in the first sentence', 'Once there', WHOLE.trim()],
  ['it was cut in the second', 'Once there was a king. He', 'He had a dog! Was it old?'],
  ['it was cut in the last', 'Once there was a king. He had a dog! Was', 'Was it old?'],
  ['all was heard', 'Once there was a king. He had a dog! Was it old?', undefined],
  ['what was heard is not of it', 'Something else', WHOLE.trim()],
])('when %s', (_, heard, rest) => {
  expect(restOfReply(WHOLE, heard)).toBe(rest);
});

it('of nothing is nothing', () => {
  expect(restOfReply('', '')).toBeUndefined();
});
