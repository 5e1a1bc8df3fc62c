import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PromptEncoder } from '../../workers/llm/prompt-encoder';
import type { ChatMessage } from '../../workers/protocol';
import { createTokenizer } from '../../workers/tokenizer';
import { FakeTokenizer } from './llm-fakes';

const PACK = new URL('../../public/models/smollm2-135m/', import.meta.url);
/** The real one: where its tokens end is what these tests are about. */
const tokenizer = createTokenizer(
  JSON.parse(readFileSync(fileURLToPath(new URL('tokenizer.json.part00', PACK)), 'utf8')),
  {},
);
const encoder = new PromptEncoder(tokenizer);

const system: ChatMessage = { role: 'system', content: 'Be kind.' };
const asking = (content: string): ChatMessage[] => [system, { role: 'user', content }];

describe('an opening of a question', () => {
  const question = "What's the capital of Australia, and how many people live there in 2024?";

  it('is a prefix of the tokens of the question, wherever between two words it ends', () => {
    const words = question.split(' ');
    const whole = encoder.encodeForReply(asking(question));
    for (let count = 1; count <= words.length; count++) {
      const opening = encoder.encodeOpening([system], words.slice(0, count).join(' '));
      expect(whole.slice(0, opening.length), `${count} words`).toEqual(opening);
    }
  });

  it('is left open, behind the closed conversation', () => {
    const before: ChatMessage[] = [...asking('Hi?'), { role: 'assistant', content: 'Hello.' }];
    const opening = encoder.encodeOpening(before, 'And what');
    const closed = encoder.encode(before);
    expect(opening.slice(0, closed.length)).toEqual(closed);
    const rest = opening.slice(closed.length);
    expect(rest).not.toContain(tokenizer.encode('<|im_end|>')[0]);
    expect(rest.slice(-2)).toEqual(tokenizer.encode('And what'));
  });
});

describe('where the last word of a question ends', () => {
  it.each([
    ['What time is it?', 'What time is it'],
    ['Tell me a story.', 'Tell me a story'],
    ['Tell me a story...', 'Tell me a story'],
    ['No punctuation', 'No punctuation'],
    ['Spaces behind it. ', 'Spaces behind it'],
  ])('%s', (content, words) => {
    const end = encoder.lastWordEnd(asking(content));
    expect(encoder.encodeForReply(asking(content)).slice(0, end)).toEqual(encoder.encodeOpening([system], words));
  });

  it('is the end of the last message, not of an earlier one', () => {
    const messages: ChatMessage[] = [...asking('Hi?'), { role: 'assistant', content: 'Hello.' }];
    const end = encoder.lastWordEnd([...messages, { role: 'user', content: 'Bye.' }]) ?? 0;
    expect(end).toBe(encoder.encodeOpening(messages, 'Bye').length);
  });

  it('is nowhere when the last word and what follows it are one token', () => {
    // Pieces as a tokenizer has them: "U.S." by itself.
    const merging = new PromptEncoder(new FakeTokenizer(['U.S.']));
    expect(merging.lastWordEnd(asking('in the U.S.'))).toBeUndefined();
    expect(merging.lastWordEnd(asking('in the U.S. now.'))).toBeDefined();
  });

  it('is nowhere without a word', () => {
    expect(encoder.lastWordEnd([])).toBeUndefined();
    expect(encoder.lastWordEnd(asking('...'))).toBeUndefined();
    expect(encoder.lastWordEnd(asking(''))).toBeUndefined();
  });
});
