/** One reply at a time: prompt in, text out, with hold, abort and the limits of a spoken reply. */
import { Hold } from '../hold';
import { span, spanned } from '../measures';
import type { ErrorCode, GenerateAnswer, LlmCalls, StopReason } from '../protocol';
import { SottoError, throwIfAborted, toSottoError } from '../rpc';
import { SerialQueue } from '../serial-queue';
import type { TextTokenizer } from '../tokenizer';
import { ClauseCutter, LATE_FIRST_CLAUSE } from './clauses';
import { type BetweenSteps, type LanguageModel, MAX_POSITIONS, type Prefilled } from './language-model';
import { probabilityOf } from './probability';
import { PromptEncoder } from './prompt-encoder';
import { pickToken } from './sampling';
import { replyLimit } from './sentence-limit';

/** The end of a decoded text that is half of a character: more tokens are needed to read it. */
const HALF_CHARACTER = '\ufffd';

/** Marks that end a sentence as the tokenizer knows them by themselves. */
const SENTENCE_MARKS = ['.', '?', '!'];

export class Replier {
  readonly #prompts: PromptEncoder;
  /** Tokens that may follow the last word of a message that is over. */
  readonly #questionEnders: readonly number[];
  readonly #queue = new SerialQueue();
  readonly #hold = new Hold();
  /** The wait behind a first clause. It is the reply's: whoever is told to let it go may have given the reply up unheard. */
  #clauseHold: Hold | undefined;

  constructor(
    private readonly model: Pick<LanguageModel, 'prefill' | 'step'>,
    private readonly tokenizer: TextTokenizer,
    private readonly endTokens: ReadonlySet<number>,
    private readonly pause: () => Promise<void>,
  ) {
    this.#prompts = new PromptEncoder(tokenizer);
    this.#questionEnders = [...endTokens, ...SENTENCE_MARKS.flatMap((mark) => tokenizer.encode(mark))];
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
      const tokens = opening ? this.#prompts.encodeOpening(messages, opening) : this.#prompts.encode(messages);
      const { evaluatedTokens } = await spanned(
        'llm.prefill',
        () => this.model.prefill(tokens, this.#betweenSteps(signal)),
        tokensOf,
      );
      return { tokens: tokens.length, evaluatedTokens };
    });
  }

  generate(
    { messages, maxTokens, earlyClause, holdAfterClause }: LlmCalls['generate']['request'],
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
      const prompt = this.#prompts.encodeForReply(messages);
      if (prompt.length + maxTokens > MAX_POSITIONS) {
        throw new SottoError('inference-failed', 'The conversation is too long for the language model.');
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
          const token = pickToken(logits, tokens);
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
