/** The language model's work on its own: first tokens with and without what is in its cache, and prompts it has never seen. */
import type { ChatMessage, LlmCalls } from '../../workers/protocol';
import { SYSTEM_PROMPT } from '../agent/prompt';
import type { ModelWorker } from '../models/model-worker';
import type { GenerateSample } from '../perf/benchmark/targets';

/** Asked in turn, so that no prompt is the one before it. */
const QUESTIONS = ['Name a tall tree.', 'Why is the sky blue?', 'What do bees make?', 'Tell me about the sea.'];
const WORDS = 'river stone light winter garden paper morning silver window forest'.split(' ');

export class LanguageWork {
  #asked = 0;

  constructor(private readonly llm: ModelWorker<LlmCalls>) {}

  /** `cold`: the prompt differs from its first words on from any before it, so that only the template's own mark is reused. */
  async generate(
    { cold, maxTokens }: { cold: boolean; maxTokens: number },
    signal: AbortSignal,
  ): Promise<GenerateSample> {
    const number = ++this.#asked;
    const content = cold ? `Number ${number}. ${SYSTEM_PROMPT}` : SYSTEM_PROMPT;
    const system: ChatMessage = { role: 'system', content };
    const question = QUESTIONS[number % QUESTIONS.length] ?? '';
    if (!cold) await this.llm.call('prime', { messages: [system], opening: undefined }, { signal });
    const { firstTokenMs, totalMs, tokens, reusedTokens, evaluatedTokens } = await this.llm.call(
      'generate',
      {
        messages: [system, { role: 'user', content: question }],
        maxTokens,
        earlyClause: true,
        holdAfterClause: false,
      },
      { signal },
    );
    const tokensPerS = tokens > 1 ? ((tokens - 1) * 1000) / (totalMs - firstTokenMs) : 0;
    return { firstTokenMs, tokensPerS, tokens, reusedTokens, evaluatedTokens };
  }

  /** Evaluates about so many tokens that no prompt had before. */
  async prefill(tokens: number, signal: AbortSignal): Promise<{ tokens: number; ms: number }> {
    const number = ++this.#asked;
    const words = Array.from({ length: tokens }, (_, i) => WORDS[(i * number + i) % WORDS.length]);
    const messages: ChatMessage[] = [{ role: 'system', content: `Number ${number}. ${words.join(' ')}` }];
    const start = performance.now();
    const { evaluatedTokens } = await this.llm.call('prime', { messages, opening: undefined }, { signal });
    return { tokens: evaluatedTokens, ms: performance.now() - start };
  }
}
