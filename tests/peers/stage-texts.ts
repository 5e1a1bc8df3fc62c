/** What the stages are measured on, the same for both sides. */
import { SYSTEM_PROMPT } from '../../src/agent/prompt';
import type { ChatMessage } from '../../workers/protocol';

/** A conversation and the next question in it. */
export interface Asked {
  history: ChatMessage[];
  question: string;
}

const EXCHANGES: readonly [question: string, answer: string][] = [
  ['What is the capital of Australia?', 'The capital of Australia is Canberra.'],
  ['How far is the moon from the earth?', 'The moon is about 384,000 kilometres away from the earth.'],
  ['Why is the sky blue?', 'The air scatters blue light more than red light, so we see blue from all sides.'],
  ['Who wrote Pride and Prejudice?', 'Jane Austen wrote it in the early nineteenth century.'],
  ['Tell me something about bees.', 'Bees carry pollen from flower to flower and make honey from nectar.'],
  ['What should I cook tonight?', 'You could make a soup of tomatoes and beans with fresh bread.'],
];

/** Question `index`: the first of a conversation, or behind one or two exchanges of it. */
export function askedAt(index: number): Asked {
  const at = (i: number) => EXCHANGES[i % EXCHANGES.length]!;
  const before = index % 3;
  const history: ChatMessage[] = [{ role: 'system', content: SYSTEM_PROMPT }];
  for (let i = index + 1; i <= index + before; i++) {
    const [user, assistant] = at(i);
    history.push({ role: 'user', content: user }, { role: 'assistant', content: assistant });
  }
  return { history, question: at(index)[0] };
}

/** Sentences of so many words. */
export const SENTENCES = {
  4: ['It is five o’clock.', 'That sounds quite nice.', 'The answer is seven.', 'Canberra is the capital.'],
  8: [
    'The sky is blue because air scatters light.',
    'I think that you should bring an umbrella.',
    'Jane Austen wrote that book long ago, indeed.',
    'Bees make honey from the nectar of flowers.',
  ],
  20: [
    'The moon is far away from the earth, and it takes a rocket about three days to travel there.',
    'You could make a soup of tomatoes and beans with fresh bread, and have some fruit and cheese after it.',
    'When the air is warm it holds more water, and when it cools the water falls down again as rain.',
    'A garden teaches patience better than any school, because nothing seems to happen for many weeks, and then it does.',
  ],
} as const;
