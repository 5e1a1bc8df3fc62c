import { describe, expect, it } from 'vitest';
import { GpuLoss, watchDevices } from '../../workers/llm/gpu-loss';
import { replierHandlers } from '../../workers/llm/replier-handlers';
import { WebLlmFiles } from '../../workers/llm/web-llm-files';
import { webLlmLoader } from '../../workers/llm/web-llm-load';
import type { ChatMessage, InstalledPack, LlmCalls, LoadRequest } from '../../workers/protocol';
import { connect, serve } from '../../workers/rpc';
import { broken, llmContract } from '../contracts/llm-contract';
import { failureOf } from './pack-fakes';
import { FakeMlcEngineWithoutGpu, FILES, json, packOf, reading, tokenizer } from './web-llm-fakes';

const runtime = { wasmUrl: '', mjsUrl: '', threads: 1 };
const requestOf = (pack: InstalledPack | undefined): LoadRequest => ({ pack, device: 'webgpu', runtime });

interface Wishes {
  files?: Record<string, Uint8Array<ArrayBuffer>>;
  damaged?: readonly string[];
  adapter?: readonly string[] | null;
}

/** The worker's calls at the other end of a channel, as the page has them. */
function subjectOf({ files = FILES, damaged = [], adapter = [] }: Wishes = {}) {
  const { port1, port2 } = new MessageChannel();
  const realm = {};
  const loss = new GpuLoss();
  const engines: FakeMlcEngineWithoutGpu[] = [];
  serve<LlmCalls>(
    port2,
    replierHandlers(
      webLlmLoader({
        realm,
        loss,
        requestAdapter: async () => adapter && { features: new Set(adapter) },
        createEngine: async (config) => {
          const engine = new FakeMlcEngineWithoutGpu(config, realm);
          engines.push(engine);
          return engine;
        },
        read: reading(files, damaged),
      }),
    ),
  );
  const client = connect<LlmCalls>(port1);
  port1.start();
  port2.start();
  return {
    client,
    loss,
    engines,
    load: (pack: InstalledPack | undefined = packOf(files)) => client.call('load', requestOf(pack)),
    close: () => port1.close(),
  };
}

const without = (path: string) => Object.fromEntries(Object.entries(FILES).filter(([name]) => name !== path));
const asking: ChatMessage[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'What is a rainbow?' },
];
const request = (messages = asking) => ({ messages, maxTokens: 40, earlyClause: true, holdAfterClause: false });

describe('WebLLM behind the contract, over a fake that has neither GPU nor weights', () => {
  it('keeps every rule', async () => {
    const { client, close } = subjectOf();
    const findings = await llmContract({
      client,
      good: requestOf(packOf(FILES)),
      bad: [
        { what: 'no pack', request: requestOf(undefined), code: 'model-missing' },
        { what: 'no library', request: requestOf(packOf(without('library.wasm'))), code: 'model-missing' },
      ],
    });
    close();
    expect(broken(findings)).toEqual([]);
    expect(findings.length).toBeGreaterThan(18);
  });
});

describe('a load by WebLLM', () => {
  const codeOf = async (wishes: Wishes) => {
    const { load, close } = subjectOf(wishes);
    const { code } = await failureOf(load());
    close();
    return code;
  };

  it('says what is missing or damaged', async () => {
    expect(await codeOf({ adapter: null })).toBe('webgpu-missing');
    expect(await codeOf({ files: without('library.wasm') })).toBe('model-missing');
    expect(await codeOf({ files: without('params_shard_0.bin') })).not.toBe('nothing');
    expect(await codeOf({ files: without('tensor-cache.json') })).toBe('model-missing');
    expect(await codeOf({ damaged: ['params_shard_0.bin'] })).toBe('model-corrupt');
  });

  it('refuses half precision only where the adapter has none', async () => {
    const half = { quantization: 'q4f16_1', context_window_size: 4096, conv_template: { stop_token_ids: [2] } };
    const files = { ...FILES, 'mlc-chat-config.json': json(half) };
    expect(await codeOf({ files })).toBe('webgpu-missing');
    const able = subjectOf({ files, adapter: ['shader-f16'] });
    await able.load();
    able.close();
  });

  it('takes every file from the pack, the list of weights by its older name, too', async () => {
    const files = { ...without('tensor-cache.json'), 'ndarray-cache.json': FILES['tensor-cache.json'] ?? json({}) };
    const { load, engines, close } = subjectOf({ files });
    await load();
    expect(engines[0]?.asked).toEqual([
      'mlc-chat-config.json',
      'library.wasm',
      'tokenizer.json',
      'tensor-cache.json',
      'params_shard_0.bin',
    ]);
    close();
  });

  it('makes room for the context that was wished for before it, and for no more than the model has', async () => {
    for (const [wished, room] of [
      [undefined, 4096],
      [2048, 4096],
      [6144, 6144],
      [20_000, 8192],
    ] as const) {
      const { client, load, engines, close } = subjectOf();
      if (wished) {
        await client.call('configure', { temperature: 0, topP: 1, repeatPenalty: 1, contextTokens: wished });
      }
      await load();
      expect(engines[0]?.options?.context_window_size).toBe(room);
      close();
    }
  });
});

describe("WebLLM's cache", () => {
  it('goes on where the prompt goes on, and is emptied where it does not', async () => {
    const { client, load, engines, close } = subjectOf();
    await load();
    const [engine] = engines;
    if (!engine) throw new Error('no engine');
    const first = await client.call('generate', request());
    const resets = engine.resets;
    const said: ChatMessage[] = [
      ...asking,
      { role: 'assistant', content: first.text },
      { role: 'user', content: 'Why?' },
    ];
    const second = await client.call('generate', request(said));
    expect(engine.resets).toBe(resets);
    expect(second.reusedTokens).toBeGreaterThan(first.evaluatedTokens);
    expect(tokenizer.decode(engine.held)).toContain('Why?');
    const other = await client.call('generate', request([{ role: 'user', content: 'Who?' }]));
    expect(engine.resets).toBe(resets + 1);
    expect(other.reusedTokens).toBe(0);
    close();
  });

  it('is emptied after a failure, whose half is unknown', async () => {
    const { client, load, engines, close } = subjectOf();
    await load();
    const [engine] = engines;
    if (!engine) throw new Error('no engine');
    await client.call('generate', request());
    const resets = engine.resets;
    engine.failure = new Error('shader');
    const said: ChatMessage[] = [...asking, { role: 'user', content: 'More' }];
    expect((await failureOf(client.call('generate', request(said)))).code).toBe('inference-failed');
    engine.failure = undefined;
    expect((await client.call('generate', request())).text).toBe(FakeMlcEngineWithoutGpu.REPLY);
    expect(engine.resets).toBeGreaterThan(resets);
    close();
  });

  it('tells the end of the question from the logits it passed, also where it had them already', async () => {
    const { client, load, close } = subjectOf();
    await load();
    for (const opening of [undefined, 'What is a', 'What is a rainbow']) {
      await client.call('prime', { messages: asking.slice(0, 1), opening });
      const kinds: string[] = [];
      await client.call('generate', request(), { onProgress: ({ kind }) => kinds.push(kind) });
      expect(kinds[0], String(opening)).toBe('question-end');
    }
    close();
  });
});

describe('a lost GPU', () => {
  const losable = () => {
    let lose: (info: { message: string; reason: string }) => void = () => {};
    const lost = new Promise<{ message: string; reason: string }>((resolve) => {
      lose = resolve;
    });
    return { device: { lost }, lose };
  };

  it('ends what waits for it and all that comes after, as gpu-lost', async () => {
    const { client, load, loss, engines, close } = subjectOf();
    const { device, lose } = losable();
    loss.watch(device);
    await load();
    const [engine] = engines;
    if (!engine) throw new Error('no engine');
    engine.onForward = () => {
      lose({ message: 'reset', reason: 'unknown' });
      return new Promise<void>(() => {});
    };
    expect((await failureOf(client.call('generate', request()))).code).toBe('gpu-lost');
    expect((await failureOf(client.call('generate', request()))).code).toBe('gpu-lost');
    close();
  });

  it('is out of memory where WebLLM itself gave the device up', async () => {
    const { load, loss, close } = subjectOf();
    const { device, lose } = losable();
    loss.watch(device);
    lose({ message: '', reason: 'destroyed' });
    await device.lost;
    expect((await failureOf(load())).code).toBe('out-of-memory');
    close();
  });

  it("is noticed on devices that a library's own code asked for", async () => {
    const { device, lose } = losable();
    class FakeAdapter {
      async requestDevice() {
        return device;
      }
    }
    const loss = new GpuLoss();
    watchDevices(FakeAdapter.prototype, loss);
    expect(await new FakeAdapter().requestDevice()).toBe(device);
    lose({ message: 'gone', reason: 'unknown' });
    await device.lost;
    expect((await failureOf(loss.guard(new Promise(() => {})))).code).toBe('gpu-lost');
  });

  it('is told apart by the names of WebLLM’s errors', async () => {
    for (const [name, code] of [
      ['DeviceLostError', 'gpu-lost'],
      ['AbortError', 'gpu-lost'],
      ['ShaderF16SupportError', 'webgpu-missing'],
    ] as const) {
      const { client, load, engines, close } = subjectOf();
      await load();
      if (engines[0]) engines[0].failure = Object.assign(new Error('x'), { name });
      expect((await failureOf(client.call('generate', request()))).code).toBe(code);
      close();
    }
  });
});

describe("the pack as WebLLM's cache", () => {
  it('answers for its own files alone', async () => {
    const files = new WebLlmFiles(packOf(FILES), reading(FILES));
    const { cache, baseUrl } = files;
    const url = (path: string) => new URL(path, baseUrl).href;
    expect(await (await cache.match(new Request(url('params_shard_0.bin'))))?.arrayBuffer()).toEqual(
      Uint8Array.of(1, 2, 3, 4).buffer,
    );
    expect(await cache.match(new Request(url('params_shard_1.bin')))).toBeUndefined();
    expect(await cache.match(new Request('https://example.com/params_shard_0.bin'))).toBeUndefined();
    expect((await failureOf(cache.add(new Request(url('params_shard_1.bin'))))).code).toBe('model-missing');
  });
});
