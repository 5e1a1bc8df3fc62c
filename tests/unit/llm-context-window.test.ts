import { describe, expect, it } from 'vitest';
import { ContextWindow } from '../../workers/llm/context-window';
import { Replier } from '../../workers/llm/replier';
import type { ChatMessage, LlmOptions } from '../../workers/protocol';
import { FakeLanguageModel, FakeTokenizer } from './llm-fakes';
import { failureOf } from './pack-fakes';

const system: ChatMessage = { role: 'system', content: 'S' };
const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
/** `u0 a0 u1 a1 …`, ten tokens a message. */
const talk = (exchanges: number): ChatMessage[] =>
  Array.from({ length: exchanges }, (_, i) => [user(`u${i}`), assistant(`a${i}`)]).flat();
const encode = (messages: readonly ChatMessage[]) => new Array<number>(messages.length * 10).fill(1);
const said = (messages: readonly ChatMessage[]) => messages.map(({ content }) => content).join(' ');

describe('a conversation longer than its room', () => {
  const left = (window: ContextWindow, messages: ChatMessage[], room: number, keep = 1) =>
    said(window.fit(messages, room, keep, encode).messages);

  it('is left alone while it fits', () => {
    const window = new ContextWindow();
    expect(left(window, [system, ...talk(2), user('q')], 60)).toBe('S u0 a0 u1 a1 q');
    expect(left(window, [], 60)).toBe('');
    expect(left(window, [system], 5, 0)).toBe('S');
  });

  it('loses whole exchanges, the oldest first, and some more so that it need not lose any next time', () => {
    const window = new ContextWindow();
    const first = [system, ...talk(5), user('q')];
    expect(left(window, first, 100)).toBe('S u3 a3 u4 a4 q');
    // The next prompts begin where this one did, and find it in the cache.
    const next = [...first, assistant('r')];
    expect(left(window, [...next, user('p')], 100)).toBe('S u3 a3 u4 a4 q r p');
    expect(left(window, [...next, user('p'), assistant('o'), user('n')], 100)).toBe('S u3 a3 u4 a4 q r p o n');
  });

  it('never loses the system prompt nor the question', () => {
    const window = new ContextWindow();
    expect(left(window, [system, system, ...talk(3), user('q')], 10)).toBe('S S q');
    expect(left(window, [user('q')], 1)).toBe('q');
  });

  it('without a question to come may lose all that was said', () => {
    expect(left(new ContextWindow(), [system, ...talk(3)], 10, 0)).toBe('S');
  });

  it('begins anew with another conversation', () => {
    const window = new ContextWindow();
    left(window, [system, ...talk(5), user('q')], 100);
    expect(left(window, [system, user('x'), assistant('y'), user('z')], 100)).toBe('S x y z');
  });
});

describe('the context of a reply', () => {
  const options = (contextTokens: number): LlmOptions => ({
    temperature: 0,
    topP: 1,
    repeatPenalty: 1.1,
    contextTokens,
  });
  const END = 299;

  function replierOf(maxPositions?: number) {
    const tokenizer = new FakeTokenizer();
    const model = new FakeLanguageModel();
    const random = { asked: 0 };
    const replier = new Replier(model, tokenizer, new Set([END]), async () => {}, {
      ...(maxPositions ? { maxPositions } : {}),
      random: () => {
        random.asked++;
        return 0.5;
      },
    });
    model.script = [...tokenizer.encode('Ok.'), END];
    const generate = (messages: ChatMessage[], maxTokens = 50) =>
      replier.generate(
        { messages, maxTokens, earlyClause: true, holdAfterClause: false },
        () => {},
        new AbortController().signal,
      );
    const prompt = () => tokenizer.decode(model.prompts.at(-1) ?? []);
    return { replier, model, generate, prompt, random };
  }

  it('holds prompt and reply together', async () => {
    const { replier, model, generate, prompt } = replierOf();
    replier.configure(options(300));
    await generate([system, ...talk(20), user('the question')]);
    expect((model.prompts[0]?.length ?? 0) + 50).toBeLessThanOrEqual(300);
    expect(prompt()).toMatch(/^<\|im_start\|>system\nS<\|im_end\|>\n<\|im_start\|>user\nu\d+/);
    expect(prompt()).toContain('the question');
    expect(prompt()).not.toContain('u0');
  });

  it('is looked at behind the last word that is left', async () => {
    const { replier, model, generate } = replierOf();
    replier.configure(options(300));
    await generate([system, ...talk(20), user('the question?')]);
    expect(model.lookedAfter[0]).toBeLessThan(model.prompts[0]?.length ?? 0);
  });

  it('is never above what the model can hold, whatever was chosen', async () => {
    const { replier, model, generate } = replierOf(400);
    replier.configure(options(8192));
    await generate([system, ...talk(40), user('q')]);
    expect((model.prompts[0]?.length ?? 0) + 50).toBeLessThanOrEqual(400);
    expect((await failureOf(generate([user('x'.repeat(400))]))).code).toBe('inference-failed');
  });

  it('that is too small for the question alone does not keep it from being answered', async () => {
    const { replier, generate } = replierOf();
    replier.configure(options(256));
    expect((await generate([system, ...talk(3), user('x'.repeat(400))])).text).toBe('Ok.');
  });

  it('is primed as it will be asked for', async () => {
    const { replier, model, generate } = replierOf();
    replier.configure(options(400));
    const history = [system, ...talk(20)];
    await generate([...history, user('q')]);
    const next = [...history, user('q'), assistant('Ok.')];
    await replier.prime({ messages: next, opening: 'And' }, new AbortController().signal);
    await generate([...next, user('And so?')]);
    const [, primed = [], asked] = model.prompts;
    expect(asked?.slice(0, primed.length)).toEqual(primed);
  });

  it('goes with dice only where there is temperature', async () => {
    const { replier, generate, random } = replierOf();
    await generate([user('q')]);
    expect(random.asked).toBe(0);
    replier.configure({ ...options(2048), temperature: 0.7 });
    expect((await generate([user('q')])).text).toBe('Ok.');
    expect(random.asked).toBe(4);
  });
});
