/** One reply at a time: prompt in, text out, with hold, abort and the limits of a spoken reply. */
import { Hold } from '../hold';
import { span, spanned } from '../measures';
import type { ErrorCode, GenerateAnswer, LlmCalls, LlmOptions, StopReason } from '../protocol';
import { SottoError, throwIfAborted, toSottoError } from '../rpc';
import { SerialQueue } from '../serial-queue';
import type { TextTokenizer } from '../tokenizer';
import type { ChatFormat } from './chat-format';
import { ClauseCutter, LATE_FIRST_CLAUSE } from './clauses';
import { ContextWindow } from './context-window';
import { probabilityOf } from './probability';
import { PromptEncoder } from './prompt-encoder';
import { GREEDY, pickToken } from './sampling';
import { replyLimit } from './sentence-limit';
import { type BetweenSteps, MAX_POSITIONS, type Prefilled, type TokenModel } from './token-model';

/** The end of a decoded text that is half of a character: more tokens are needed to read it. */
const HALF_CHARACTER = '\ufffd';

/** Marks that end a sentence as the tokenizer knows them by themselves. */
const SENTENCE_MARKS = ['.', '?', '!'];

/** What a reply is made with until the page says otherwise. */
export const DEFAULT_OPTIONS: LlmOptions = { ...GREEDY, contextTokens: MAX_POSITIONS };

/** What differs from model to model. */
export interface ReplierOptions {
  format?: ChatFormat;
  /** Longest prompt and reply together that the model can hold. */
  maxPositions?: number;
  /** Numbers from 0 to below 1 for replies that are drawn. */
  random?: () => number;
}

export class Replier {
  readonly #prompts: PromptEncoder;
  readonly #window = new ContextWindow();
  readonly #maxPositions: number;
  readonly #random: () => number;
  #options = DEFAULT_OPTIONS;
  /** Room that a prompt leaves for the reply: as much as the last one was allowed. */
  #replyTokens = 0;
  /** Tokens that may follow the last word of a message that is over. */
  readonly #questionEnders: readonly number[];
  readonly #queue = new SerialQueue();
  readonly #hold = new Hold();
  /** The wait behind a first clause. It is the reply's: whoever is told to let it go may have given the reply up unheard. */
  #clauseHold: Hold | undefined;

  constructor(
    private readonly model: TokenModel,
    private readonly tokenizer: TextTokenizer,
    private readonly endTokens: ReadonlySet<number>,
    private readonly pause: () => Promise<void>,
    { format, maxPositions = MAX_POSITIONS, random = Math.random }: ReplierOptions = {},
  ) {
    this.#prompts = new PromptEncoder(tokenizer, format);
    this.#maxPositions = maxPositions;
    this.#random = random;
    this.#questionEnders = [...endTokens, ...SENTENCE_MARKS.flatMap((mark) => tokenizer.encode(mark))];
  }

  /** From the next reply on. */
  configure(options: LlmOptions): void {
    this.#options = options;
  }

  /** Stops the reply between two tokens. */
  hold(): void {
    this.#hold.hold();
  }

  release(): void {
    this.#hold.release();
    this.#clauseHold?.release();
  }

  /** Evaluates a prompt prefix ahead of time. */
  prime(
    { messages, opening }: LlmCalls['prime']['request'],
    signal: AbortSignal,
  ): Promise<LlmCalls['prime']['answer']> {
    return this.#queue.run(async () => {
      const { tokens } = this.#window.fit(messages, this.#room(this.#replyTokens), 0, (kept) =>
        opening ? this.#prompts.encodeOpening(kept, opening) : this.#prompts.encode(kept),
      );
      const { evaluatedTokens } = await spanned(
        'llm.prefill',
        () => this.model.prefill(tokens, this.#betweenSteps(signal)),
        tokensOf,
      );
      return { tokens: tokens.length, evaluatedTokens };
    });
  }

  generate(
    { messages: asked, maxTokens, earlyClause, holdAfterClause }: LlmCalls['generate']['request'],
    onProgress: (progress: LlmCalls['generate']['progress']) => void,
    signal: AbortSignal,
  ): Promise<GenerateAnswer> {
    return this.#queue.run(async () => {
      // A call given up while it waited must not touch the cache.
      throwIfAborted(signal);
      const clauseHold = new Hold();
      this.#clauseHold = clauseHold;
      const cutter = new ClauseCutter(earlyClause ? {} : LATE_FIRST_CLAUSE);
      let clauses = 0;
      const say = (text: string) => {
        clauses++;
        onProgress({ kind: 'clause', text });
      };
      const start = performance.now();
      this.#replyTokens = maxTokens;
      const options = this.#options;
      const { messages, tokens: prompt } = this.#window.fit(asked, this.#room(maxTokens), 1, (kept) =>
        this.#prompts.encodeForReply(kept),
      );
      if (prompt.length + maxTokens > this.#maxPositions) {
        throw new SottoError(
          'inference-failed',
          'The question is too long for the language model. Ask it in fewer words.',
        );
      }
      const between = this.#betweenSteps(signal, clauseHold);
      const look = (logits: Float32Array) => {
        onProgress({ kind: 'question-end', probability: probabilityOf(this.#questionEnders, logits) });
      };
      const prefilled = await spanned(
        'llm.prefill',
        () => this.model.prefill(prompt, between, { lookAfter: this.#prompts.lastWordEnd(messages), look }),
        tokensOf,
      );
      let firstTokenMs = 0;
      let heldMs = 0;
      let logits = prefilled.logits;
      let text = '';
      let stop: StopReason = 'cap';
      const tokens: number[] = [];
      const decodeStart = performance.now();
      let failure: { error: ErrorCode } | undefined;
      try {
        while (tokens.length < maxTokens) {
          const token = pickToken(logits, tokens, options, this.#random);
          if (this.endTokens.has(token)) {
            stop = 'end';
            break;
          }
          tokens.push(token);
          if (tokens.length === 1) firstTokenMs = performance.now() - start;
          const decoded = this.tokenizer.decode(tokens).trimStart();
          const limit = replyLimit(decoded);
          const readable = limit === undefined ? decoded : decoded.slice(0, limit);
          if (readable.length > text.length && !readable.endsWith(HALF_CHARACTER)) {
            const delta = readable.slice(text.length);
            text = readable;
            onProgress({ kind: 'text', delta });
            const first = clauses === 0;
            for (const clause of cutter.push(delta)) say(clause);
            if (holdAfterClause && first && clauses > 0) clauseHold.hold();
          }
          if (limit !== undefined) {
            stop = 'sentences';
            break;
          }
          const paused = performance.now();
          await between();
          heldMs += performance.now() - paused;
          logits = await this.model.step([token]);
        }
      } catch (thrown) {
        failure = { error: toSottoError(thrown).code };
        throw thrown;
      } finally {
        const tags = { tokens: tokens.length, heldMs, ...tokensOf(prefilled), ...failure };
        span('llm.decode', decodeStart, performance.now(), tags);
      }
      const rest = cutter.flush(stop === 'cap');
      if (rest) say(rest);
      // A reply cut after its second sentence holds one token of the third: the history goes on without it.
      this.#prompts.remember(text, stop === 'sentences' ? tokens.slice(0, -1) : tokens);
      return {
        text,
        stop,
        tokens: tokens.length,
        reusedTokens: prefilled.reusedTokens,
        evaluatedTokens: prefilled.evaluatedTokens,
        firstTokenMs,
        totalMs: performance.now() - start,
        heldMs,
      };
    });
  }

  /** Tokens that a prompt may have. */
  #room(replyTokens: number): number {
    return Math.min(this.#options.contextTokens, this.#maxPositions) - replyTokens;
  }

  #betweenSteps(signal: AbortSignal, clauseHold?: Hold): BetweenSteps {
    return async () => {
      await this.pause();
      throwIfAborted(signal);
      await this.#hold.pass(signal);
      await clauseHold?.pass(signal);
    };
  }
}

/** What a measure tells of an evaluated prompt. */
function tokensOf({ reusedTokens, evaluatedTokens }: Prefilled) {
  return { reused: reusedTokens, evaluated: evaluatedTokens };
}
