import { describe, expect, it } from 'vitest';
import { KvCache } from '../../workers/llm/kv-cache';
import { PromptEncoder } from '../../workers/llm/prompt-encoder';
import { Replier } from '../../workers/llm/replier';
import { pickToken, REPEAT_PENALTY } from '../../workers/llm/sampling';
import { MAX_POSITIONS } from '../../workers/llm/token-model';
import type { ChatMessage } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { ort } from '../../workers/runtime';
import { FakeLanguageModel, FakeTokenizer, VOCABULARY } from './llm-fakes';
import { failureOf } from './pack-fakes';
import { settle } from './turn-fakes';

describe('picking a token', () => {
  it('takes the likeliest, the first among equals', () => {
    expect(pickToken(Float32Array.of(1, 5, 5, 2), [])).toBe(1);
    expect(pickToken(Float32Array.of(-3, -1, -2), [])).toBe(1);
  });

  it('makes what was said less likely, whether its logit is above or below zero', () => {
    const near = 10 / REPEAT_PENALTY + 0.01;
    expect(pickToken(Float32Array.of(10, near), [])).toBe(0);
    expect(pickToken(Float32Array.of(10, near), [0])).toBe(1);
    expect(pickToken(Float32Array.of(-10, -10.5), [])).toBe(0);
    expect(pickToken(Float32Array.of(-10, -10.5), [0])).toBe(1);
  });

  it('counts a token once however often it was said', () => {
    const logits = Float32Array.of(10, 0);
    pickToken(logits, [0, 0, 0]);
    expect(logits[0]).toBeCloseTo(10 / REPEAT_PENALTY, 5);
  });

  it('forgives what was said long ago', () => {
    const long = [0, ...new Array<number>(64).fill(2)];
    expect(pickToken(Float32Array.of(10, 9.9, 0), long)).toBe(0);
    expect(pickToken(Float32Array.of(10, 9.9, 0), long.slice(0, 64))).toBe(1);
  });
});

const system: ChatMessage = { role: 'system', content: 'Be kind.' };
const asking: ChatMessage[] = [system, { role: 'user', content: 'Hi?' }];

describe('a prompt', () => {
  const tokenizer = new FakeTokenizer();
  const encoder = new PromptEncoder(tokenizer);

  it('is ChatML, open at its end for the reply', () => {
    expect(tokenizer.decode(encoder.encodeForReply(asking))).toBe(
      '<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi?<|im_end|>\n<|im_start|>assistant\n',
    );
    expect(tokenizer.decode(encoder.encode(asking))).not.toContain('assistant');
  });

  it('begins with the tokens of every shorter one, so that what was evaluated is found again', () => {
    const conversation: ChatMessage[] = [
      ...asking,
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: 'Bye' },
    ];
    const whole = encoder.encodeForReply(conversation);
    for (let length = 0; length <= conversation.length; length++) {
      const part = encoder.encode(conversation.slice(0, length));
      expect(whole.slice(0, part.length)).toEqual(part);
    }
    const asked = encoder.encodeForReply(asking);
    expect(whole.slice(0, asked.length)).toEqual(asked);
  });

  it('has a reply in the very tokens it was made of, however the text would be encoded', () => {
    const own = new PromptEncoder(tokenizer);
    own.remember('Hello.', [900, 901]);
    const tokens = own.encode([{ role: 'assistant', content: 'Hello.' }]);
    expect(tokens.filter((token) => token >= 900)).toEqual([900, 901]);
    expect(own.encode([{ role: 'user', content: 'Hello.' }]).some((token) => token >= 900)).toBe(false);
  });

  it('remembers only the latest replies', () => {
    const own = new PromptEncoder(tokenizer);
    for (let i = 0; i < 40; i++) own.remember(`reply ${i}`, [1000 + i]);
    const isRemembered = (i: number) =>
      own.encode([{ role: 'assistant', content: `reply ${i}` }]).some((token) => token >= 1000);
    expect([isRemembered(0), isRemembered(7), isRemembered(8), isRemembered(39)]).toEqual([false, false, true, true]);
  });

  it('keeps its memory apart from the list it was given', () => {
    const own = new PromptEncoder(tokenizer);
    const tokens = [900];
    own.remember('x', tokens);
    tokens.push(901);
    expect(own.encode([{ role: 'assistant', content: 'x' }])).not.toContain(901);
  });
});

const END = 299;

function replierOf(pieces: string[] = []) {
  const tokenizer = new FakeTokenizer(pieces);
  const model = new FakeLanguageModel();
  let pauses = 0;
  const replier = new Replier(model, tokenizer, new Set([END]), async () => {
    pauses++;
    await Promise.resolve();
  });
  const deltas: string[] = [];
  /** What was told of the question's end, and how many deltas came before it. */
  const questionEnds: { probability: number; before: number }[] = [];
  const controller = new AbortController();
  const generate = (maxTokens = 50, messages = asking) =>
    replier.generate(
      { messages, maxTokens, earlyClause: true, holdAfterClause: false },
      (progress) => {
        if (progress.kind === 'text') deltas.push(progress.delta);
        else if (progress.kind === 'question-end')
          questionEnds.push({ probability: progress.probability, before: deltas.length });
      },
      controller.signal,
    );
  const says = (text: string) => {
    model.script = [...tokenizer.encode(text), END];
  };
  return { tokenizer, model, replier, deltas, questionEnds, controller, generate, says, pauses: () => pauses };
}

describe('a reply', () => {
  it('streams its text and ends when the model says so', async () => {
    const { says, generate, deltas } = replierOf(['It ', 'is ', 'noon.']);
    says('It is noon.');
    const answer = await generate();
    expect(deltas).toEqual(['It ', 'is ', 'noon.']);
    expect(answer).toMatchObject({ text: 'It is noon.', stop: 'end', tokens: 3, reusedTokens: 3 });
  });

  it('has deltas that joined are its text, in every way to end', async () => {
    for (const [text, maxTokens] of [
      ['One. Two. Three.', 50],
      ['A list:\n- milk', 50],
      ['Cut off in the middle of it', 10],
      ['  Spaces first.', 50],
    ] as const) {
      const { says, generate, deltas } = replierOf();
      says(text);
      const answer = await generate(maxTokens);
      expect(deltas.join('')).toBe(answer.text);
      expect(answer.text).toBe(answer.text.trimStart());
    }
  });

  it('ends after two sentences, without the token that showed it', async () => {
    const { says, generate, deltas } = replierOf(['One.', ' Two.', ' Three']);
    says('One. Two. Three');
    const answer = await generate();
    expect(answer).toMatchObject({ text: 'One. Two.', stop: 'sentences', tokens: 3 });
    expect(deltas).toEqual(['One.', ' Two.']);
  });

  it('ends at the token cap', async () => {
    const { says, generate, model } = replierOf();
    says('endless');
    expect(await generate(3)).toMatchObject({ text: 'end', stop: 'cap', tokens: 3 });
    expect(model.steps).toHaveLength(3);
  });

  it('may be empty', async () => {
    const { says, generate, deltas } = replierOf();
    says('');
    expect(await generate()).toMatchObject({ text: '', stop: 'end', tokens: 0 });
    expect(deltas).toEqual([]);
  });

  it('never shows half a character', async () => {
    const { model, generate, deltas, tokenizer } = replierOf(['\ufffd', 'Caf']);
    // The second byte completes the first: a decoder shows one character then.
    const half = tokenizer.id('\ufffd');
    const decode = tokenizer.decode.bind(tokenizer);
    tokenizer.decode = (tokens) => decode(tokens).replace('\ufffd\ufffd', 'é');
    model.script = [tokenizer.id('Caf'), half, half, END];
    expect((await generate()).text).toBe('Café');
    expect(deltas).toEqual(['Caf', 'é']);
  });

  it('is found again in the next prompt in its own tokens', async () => {
    const { says, generate, model, tokenizer } = replierOf(['One.', ' Two.', ' Three', 'One. Two.']);
    model.script = [tokenizer.id('One.'), tokenizer.id(' Two.'), tokenizer.id(' Three')];
    const { text } = await generate();
    says('Ok.');
    await generate(50, [...asking, { role: 'assistant', content: text }, { role: 'user', content: 'More' }]);
    const [first, second] = model.prompts;
    const replied = second?.slice(first?.length ?? 0) ?? [];
    expect(second?.slice(0, first?.length)).toEqual(first);
    expect(replied.slice(0, 3)).toEqual([tokenizer.id('One.'), tokenizer.id(' Two.'), tokenizer.id('<|im_end|>')]);
  });

  it('is refused when the prompt leaves no room for it', async () => {
    const { generate, model } = replierOf();
    const long: ChatMessage[] = [{ role: 'user', content: 'x'.repeat(MAX_POSITIONS) }];
    expect((await failureOf(generate(50, long))).code).toBe('inference-failed');
    expect(model.prompts).toEqual([]);
  });
});

describe('the end of the question', () => {
  /** Logits in which the given tokens share all the probability there is. */
  const sharedBy = (tokens: number[]) => () => {
    const logits = new Float32Array(VOCABULARY).fill(-1000);
    for (const token of tokens) logits[token] = 0;
    return logits;
  };

  it('is asked for behind the last word, and told before the first text', async () => {
    const { says, generate, model, tokenizer, questionEnds } = replierOf();
    says('Yes.');
    model.looks = sharedBy([tokenizer.id('?'), tokenizer.id('x')]);
    await generate();
    expect(questionEnds).toEqual([{ probability: 0.5, before: 0 }]);
    const [prompt = []] = model.prompts;
    expect(tokenizer.decode(prompt.slice(0, model.lookedAfter[0]))).toMatch(/\nHi$/);
  });

  it('is as likely as a mark that ends a sentence or the end of the message', async () => {
    for (const [followers, probability] of [
      [['.'], 1],
      [['?', '!'], 1],
      [[',', ' '], 0],
      [[',', '.', 'a', 'b'], 0.25],
    ] as const) {
      const { says, generate, model, tokenizer, questionEnds } = replierOf();
      says('Yes.');
      model.looks = sharedBy(followers.map((piece) => tokenizer.id(piece)));
      await generate();
      expect(questionEnds[0]?.probability).toBeCloseTo(probability, 6);
    }
    const { generate, model, questionEnds } = replierOf();
    model.script = [END];
    model.looks = sharedBy([END]);
    await generate();
    expect(questionEnds[0]?.probability).toBe(1);
  });

  it('is not told where it cannot be asked for', async () => {
    const { says, generate, questionEnds } = replierOf(['Hi?']);
    says('Yes.');
    await generate();
    expect(questionEnds).toEqual([]);
  });
});

describe('giving a reply up', () => {
  it('ends it between two tokens', async () => {
    const { says, generate, model, controller, deltas } = replierOf();
    says('endless');
    model.onStep = () => {
      if (model.steps.length === 1) controller.abort();
    };
    expect((await failureOf(generate())).code).toBe('aborted');
    expect(deltas).toEqual(['e', 'n', 'd']);
  });

  it('before it began evaluates nothing', async () => {
    const { says, generate, model, controller } = replierOf();
    says('x');
    controller.abort();
    expect((await failureOf(generate())).code).toBe('aborted');
    expect(model.prompts).toEqual([]);
  });

  it('leaves the next one as it would have been', async () => {
    const { says, generate, model, controller, replier } = replierOf();
    says('Fine.');
    model.failure = new SottoError('inference-failed', 'once');
    expect((await failureOf(generate())).code).toBe('inference-failed');
    model.failure = undefined;
    controller.abort();
    await failureOf(generate());
    const answer = await replier.generate(
      { messages: asking, maxTokens: 50, earlyClause: true, holdAfterClause: false },
      () => {},
      new AbortController().signal,
    );
    expect(answer.text).toBe('Fine.');
  });
});

describe('holding a reply', () => {
  it('stops it between two tokens until it is released', async () => {
    const { says, generate, model, replier, deltas } = replierOf();
    says('abcd');
    model.onStep = () => {
      if (model.steps.length === 1) replier.hold();
    };
    const done = generate();
    await settle();
    const held = deltas.join('');
    expect(held).toBe('abc');
    await settle();
    expect(deltas.join('')).toBe(held);
    replier.release();
    expect((await done).text).toBe('abcd');
  });

  it('can be given up while it is held', async () => {
    const { says, generate, replier, controller } = replierOf();
    says('abcd');
    replier.hold();
    const failure = failureOf(generate());
    await settle();
    controller.abort();
    expect((await failure).code).toBe('aborted');
  });

  it('twice is undone by one release, and a release without a hold does nothing', async () => {
    const { says, generate, replier } = replierOf();
    says('ab');
    replier.release();
    replier.hold();
    replier.hold();
    const done = generate();
    await settle();
    replier.release();
    expect((await done).text).toBe('ab');
  });

  it('behind its first clause ends with the reply: one given up unheard does not hold the next', async () => {
    const { says, replier, controller } = replierOf();
    const ask = (signal: AbortSignal) => {
      const clauses: string[] = [];
      const answer = replier.generate(
        { messages: asking, maxTokens: 90, earlyClause: true, holdAfterClause: true },
        (progress) => progress.kind === 'clause' && clauses.push(progress.text),
        signal,
      );
      return { answer, clauses };
    };
    says('A rainbow is light in drops of rain. The sun stands behind you.');
    const first = ask(controller.signal);
    const failure = failureOf(first.answer);
    await settle();
    expect(first.clauses).toHaveLength(1);
    controller.abort();
    expect((await failure).code).toBe('aborted');

    const { signal } = new AbortController();
    await replier.prime({ messages: [system], opening: undefined }, signal);
    says('A whale is an animal, and no fish at all. It breathes.');
    const second = ask(signal);
    await settle();
    expect(second.clauses).toHaveLength(1);
    replier.release();
    expect((await second.answer).text).toBe('A whale is an animal, and no fish at all. It breathes.');
  });

  it('again after a release holds again', async () => {
    const { says, generate, replier, deltas } = replierOf();
    says('abcd');
    replier.hold();
    replier.release();
    replier.hold();
    const done = generate();
    await settle();
    expect(deltas).toEqual([]);
    replier.release();
    await done;
  });
});

describe('priming', () => {
  it('evaluates the closed conversation, a prefix of the prompt to come', async () => {
    const { replier, model, generate, says, controller } = replierOf();
    says('x');
    const { tokens, evaluatedTokens } = await replier.prime(
      { messages: [system], opening: undefined },
      controller.signal,
    );
    await generate();
    const [primed, asked] = model.prompts;
    expect(primed).toHaveLength(tokens);
    expect(evaluatedTokens).toBe(tokens - 3);
    expect(asked?.slice(0, tokens)).toEqual(primed);
  });

  it('evaluates the beginning of a question, a prefix of the prompt to come', async () => {
    const { replier, model, generate, says, controller, tokenizer } = replierOf();
    says('x');
    await replier.prime({ messages: [system], opening: 'H' }, controller.signal);
    await generate();
    const [primed = [], asked] = model.prompts;
    expect(tokenizer.decode(primed)).toMatch(/<\|im_start\|>user\nH$/);
    expect(asked?.slice(0, primed.length)).toEqual(primed);
    // Nobody asks where nobody has finished.
    expect(model.lookedAfter[0]).toBeUndefined();
  });

  it('waits for the reply before it', async () => {
    const { replier, model, generate, says, controller } = replierOf();
    says('abc');
    const order: string[] = [];
    const reply = generate().then(() => order.push('reply'));
    const primed = replier
      .prime({ messages: [system], opening: undefined }, controller.signal)
      .then(() => order.push('prime'));
    await Promise.all([reply, primed]);
    expect(order).toEqual(['reply', 'prime']);
    expect(model.prompts[1]?.length).toBeLessThan(model.prompts[0]?.length ?? 0);
  });
});

describe('the cache of keys and values', () => {
  const shape = { layers: 2, keyValueHeads: 2, headSize: 3 };
  const NAMES = ['0.key', '0.value', '1.key', '1.value'];

  /** What a run would return for `length` tokens: each number says layer, head, position and channel. */
  function presentOf(length: number): Record<string, ort.Tensor> {
    return Object.fromEntries(
      NAMES.map((name, layer) => {
        const data = Float32Array.from({ length: 2 * length * 3 }, (_, i) => {
          const head = Math.floor(i / (length * 3));
          const position = Math.floor(i / 3) % length;
          return layer * 1000 + head * 100 + position * 10 + (i % 3);
        });
        return [`present.${name}`, new ort.Tensor('float32', data, [1, 2, length, 3])];
      }),
    );
  }

  it('starts empty, in the shape the graph wants', () => {
    const { feeds, tokens } = new KvCache(shape);
    expect(tokens).toEqual([]);
    expect(Object.keys(feeds).sort()).toEqual(NAMES.map((name) => `past_key_values.${name}`));
    for (const tensor of Object.values(feeds)) expect(tensor.dims).toEqual([1, 2, 0, 3]);
  });

  it('knows how much of a prompt it holds', () => {
    const cache = new KvCache(shape);
    cache.extend([5, 6, 7], presentOf(3));
    expect(cache.commonPrefix([5, 6, 7, 8])).toBe(3);
    expect(cache.commonPrefix([5, 6])).toBe(2);
    expect(cache.commonPrefix([5, 9, 7])).toBe(1);
    expect(cache.commonPrefix([9])).toBe(0);
    expect(cache.commonPrefix([])).toBe(0);
  });

  it('keeps the first tokens of every head when it is cut', () => {
    const cache = new KvCache(shape);
    cache.extend([5, 6, 7, 8], presentOf(4));
    cache.cut(2);
    expect(cache.tokens).toEqual([5, 6]);
    for (const name of NAMES) {
      const cut = cache.feeds[`past_key_values.${name}`];
      expect(cut?.dims).toEqual([1, 2, 2, 3]);
      expect(cut?.data).toEqual(presentOf(2)[`present.${name}`]?.data);
    }
  });

  it('can be cut to nothing and filled again', () => {
    const cache = new KvCache(shape);
    cache.extend([5, 6], presentOf(2));
    cache.cut(0);
    expect(cache.tokens).toEqual([]);
    expect(cache.feeds['past_key_values.0.key']?.dims).toEqual([1, 2, 0, 3]);
    cache.extend([9], presentOf(1));
    expect(cache.commonPrefix([9, 5])).toBe(1);
  });

  it('copies nothing when the cut changes nothing', () => {
    const cache = new KvCache(shape);
    cache.extend([5, 6], presentOf(2));
    const before = cache.feeds['past_key_values.1.value'];
    cache.cut(2);
    expect(cache.feeds['past_key_values.1.value']).toBe(before);
  });

  it('refuses a run that returned no cache', () => {
    const cache = new KvCache(shape);
    expect(() => cache.extend([5], {})).toThrow(SottoError);
  });
});
