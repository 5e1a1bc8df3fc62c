import { describe, expect, it } from 'vitest';
import { LanguageModel, PREFILL_CHUNK_TOKENS } from '../../workers/llm/language-model';
import type { PrefillOptions } from '../../workers/llm/token-model';
import { ort } from '../../workers/runtime';

const SHAPE = { layers: 1, keyValueHeads: 1, headSize: 1 };

/** A graph whose logits say which token it ended on and how many it had seen; its cache holds the tokens. */
class FakeSession {
  readonly inputNames: readonly string[] = ['input_ids', 'attention_mask'];
  readonly runs: number[][] = [];
  async run(feeds: Record<string, ort.Tensor>): Promise<Record<string, ort.Tensor>> {
    const tokens = Array.from(feeds.input_ids?.data as BigInt64Array, Number);
    const past = Array.from((feeds['past_key_values.0.key']?.data as Float32Array) ?? []);
    expect(feeds.attention_mask?.dims).toEqual([1, past.length + tokens.length]);
    this.runs.push(tokens);
    const held = [...past, ...tokens];
    const cache = new ort.Tensor('float32', Float32Array.from(held), [1, 1, held.length, 1]);
    return {
      logits: new ort.Tensor('float32', Float32Array.of(tokens.at(-1) ?? -1, held.length), [1, 1, 2]),
      'present.0.key': cache,
      'present.0.value': cache,
    };
  }
}

function modelOf() {
  const session = new FakeSession();
  const model = new LanguageModel(session, SHAPE);
  const looks: number[][] = [];
  const prefill = (tokens: number[], options: PrefillOptions = {}) =>
    model.prefill(tokens, async () => {}, { look: (logits) => looks.push([...logits]), ...options });
  return { session, model, looks, prefill };
}

const PROMPT = Array.from({ length: 20 }, (_, i) => i + 1);

describe('a look at the logits within a prompt', () => {
  it.each([1, 5, 8, 9, 16, 19, 20])(
    'comes once, after token %i, and changes neither the answer nor the cache',
    async (after) => {
      const plain = modelOf();
      const expected = await plain.prefill(PROMPT);
      const { looks, prefill, model } = modelOf();
      const prefilled = await prefill(PROMPT, { lookAfter: after });
      expect(looks).toEqual([[after, after]]);
      expect([...prefilled.logits]).toEqual([...expected.logits]);
      expect([...(await model.step([99]))]).toEqual([...(await plain.model.step([99]))]);
    },
  );

  it('comes once when the cache covers it already, in part or in whole, or ends there', async () => {
    for (const held of [3, 11, 12, 13, 20]) {
      const { looks, prefill, session } = modelOf();
      await prefill(PROMPT.slice(0, held));
      session.runs.length = 0;
      const { logits, reusedTokens, evaluatedTokens } = await prefill(PROMPT, { lookAfter: 12 });
      expect(looks, `${held} tokens held`).toEqual([[12, 12]]);
      expect([...logits]).toEqual([20, 20]);
      expect(reusedTokens).toBe(Math.min(held, 11));
      expect(evaluatedTokens).toBe(20 - reusedTokens);
      expect(session.runs.flat()).toEqual(PROMPT.slice(reusedTokens));
    }
  });

  it('comes again for the same prompt asked again', async () => {
    const { looks, prefill } = modelOf();
    await prefill(PROMPT, { lookAfter: 12 });
    await prefill(PROMPT, { lookAfter: 12 });
    expect(looks).toEqual([
      [12, 12],
      [12, 12],
    ]);
  });

  it('does not come unless it is asked for', async () => {
    const { looks, prefill } = modelOf();
    await prefill(PROMPT);
    await prefill(PROMPT, { lookAfter: undefined });
    expect(looks).toEqual([]);
  });

  it('keeps to the chunks otherwise, and lets messages in before each', async () => {
    const { session, model } = modelOf();
    let between = 0;
    await model.prefill(PROMPT, async () => void between++, { lookAfter: 10 });
    expect(session.runs.map(({ length }) => length)).toEqual([PREFILL_CHUNK_TOKENS, 2, PREFILL_CHUNK_TOKENS, 2]);
    expect(between).toBe(session.runs.length);
  });
});

describe('a prompt that is held already', () => {
  it('has its last token evaluated again, for its logits', async () => {
    const { session, prefill } = modelOf();
    await prefill(PROMPT);
    session.runs.length = 0;
    expect(await prefill(PROMPT)).toMatchObject({ reusedTokens: 19, evaluatedTokens: 1 });
    expect(session.runs).toEqual([[20]]);
  });

  it('that was given up between two chunks is held as far as it came', async () => {
    const { session, model, prefill } = modelOf();
    let chunks = 0;
    const givenUp = model.prefill(PROMPT, async () => {
      if (++chunks > 1) throw new Error('given up');
    });
    await expect(givenUp).rejects.toThrow('given up');
    session.runs.length = 0;
    expect(await prefill(PROMPT)).toMatchObject({ reusedTokens: PREFILL_CHUNK_TOKENS });
    expect(session.runs.flat()).toEqual(PROMPT.slice(PREFILL_CHUNK_TOKENS));
  });
});
