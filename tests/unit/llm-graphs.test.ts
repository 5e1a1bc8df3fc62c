/** Graphs as other exports have them: what they take beside tokens, what they keep, and how many logits they give. */
import { describe, expect, it, vi } from 'vitest';
import { KvCache } from '../../workers/llm/kv-cache';
import { LanguageModel, precisionOf } from '../../workers/llm/language-model';
import type { InstalledPack } from '../../workers/protocol';
import { ort, PackReader } from '../../workers/runtime';

vi.mock('../../workers/pack/installed-file', () => ({
  readInstalledFile: async (_pack: unknown, path: string) => ({
    bytes: new TextEncoder().encode(path),
    verified: Promise.resolve(),
  }),
}));

interface Kind {
  inputs?: string[];
  allPositions?: boolean;
  half?: boolean;
}

/** Half precision of small whole numbers. */
const HALVES: Record<number, number> = { 0: 0, 1: 0x3c00, 2: 0x4000, 3: 0x4200, 4: 0x4400, 5: 0x4500, 9: 0x4880 };
const halves = (values: number[]) => Uint16Array.from(values, (value) => HALVES[value] ?? 0);

/** A graph of two words whose logits say which token it ended on and how many it had seen; its cache holds the tokens. */
class FakeGraph {
  readonly inputNames: readonly string[];
  readonly feeds: Record<string, ort.Tensor>[] = [];
  constructor(private readonly kind: Kind) {
    this.inputNames = ['input_ids', 'attention_mask', ...(kind.inputs ?? [])];
  }
  async run(feeds: Record<string, ort.Tensor>): Promise<Record<string, ort.Tensor>> {
    this.feeds.push(feeds);
    const tokens = Array.from(feeds.input_ids?.data as BigInt64Array, Number);
    const total = feeds.attention_mask?.dims[1] ?? 0;
    const each = tokens.map((token, i) => [token, total - tokens.length + i + 1]);
    const told = this.kind.allPositions ? each.flat() : (each.at(-1) ?? []);
    const cache = this.tensor(new Array<number>(total).fill(1), [1, 1, total, 1]);
    return {
      logits: this.tensor(told, [1, told.length / 2, 2]),
      'present.0.key': cache,
      'present.0.value': cache,
    };
  }
  tensor(values: number[], dims: number[]): ort.Tensor {
    return this.kind.half
      ? new ort.Tensor('float16', halves(values), dims)
      : new ort.Tensor('float32', Float32Array.from(values), dims);
  }
}

const modelOf = (kind: Kind) => {
  const graph = new FakeGraph(kind);
  const precision = kind.half ? 'float16' : 'float32';
  return { graph, model: new LanguageModel(graph, { layers: 1, keyValueHeads: 1, headSize: 1, precision }) };
};
const nothing = async () => {};

describe('a graph', () => {
  it.each<[string, Kind]>([
    ['that gives logits for the last position', {}],
    ['that gives logits for all positions', { allPositions: true }],
    ['in half precision', { half: true }],
    ['in half precision, for all positions', { half: true, allPositions: true }],
  ])('%s has the same answers', async (_, kind) => {
    const { model } = modelOf(kind);
    const { logits } = await model.prefill([3, 1, 4], nothing, { chunkTokens: 2 });
    expect([...logits]).toEqual([4, 3]);
    expect([...(await model.step([5]))]).toEqual([5, 4]);
    const again = await model.prefill([3, 1, 9], nothing);
    expect(again.reusedTokens).toBe(2);
    expect([...again.logits]).toEqual([9, 3]);
  });

  it('is told positions where it takes them, and nowhere else', async () => {
    const { graph, model } = modelOf({ inputs: ['position_ids'] });
    await model.prefill([3, 1, 4], nothing, { chunkTokens: 2 });
    const positions = graph.feeds.map(({ position_ids: ids }) => Array.from(ids?.data as BigInt64Array, Number));
    expect(positions).toEqual([[0, 1], [2]]);
    expect(graph.feeds[0]?.position_ids?.dims).toEqual([1, 2]);
    const other = modelOf({});
    await other.model.prefill([3], nothing);
    expect(Object.keys(other.graph.feeds[0] ?? {})).not.toContain('position_ids');
  });

  it('that can be asked for the last logits alone is', async () => {
    const { graph, model } = modelOf({ inputs: ['num_logits_to_keep'] });
    await model.prefill([3], nothing);
    expect(graph.feeds[0]?.num_logits_to_keep?.dims).toEqual([]);
    expect(graph.feeds[0]?.num_logits_to_keep?.data).toEqual(BigInt64Array.of(1n));
  });

  it('says what it keeps keys and values in', () => {
    const metadata = (type: 'float16' | 'float32') => ({
      inputMetadata: [
        { name: 'input_ids', isTensor: true as const, type: 'int64' as const, shape: [1, 'n'] },
        { name: 'past_key_values.0.key', isTensor: true as const, type, shape: [1, 2, 'n', 3] },
      ],
    });
    expect(precisionOf(metadata('float16'))).toBe('float16');
    expect(precisionOf(metadata('float32'))).toBe('float32');
    expect(precisionOf({ inputMetadata: [] })).toBe('float32');
  });
});

describe('a cache in half precision', () => {
  it('is cut head by head, as any other', () => {
    const cache = new KvCache({ layers: 1, keyValueHeads: 2, headSize: 2, precision: 'float16' });
    expect(cache.feeds['past_key_values.0.key']?.type).toBe('float16');
    const data = Uint16Array.from({ length: 2 * 3 * 2 }, (_, i) => i);
    const present = new ort.Tensor('float16', data, [1, 2, 3, 2]);
    cache.extend([5, 6, 7], { 'present.0.key': present, 'present.0.value': present });
    cache.cut(1);
    const cut = cache.feeds['past_key_values.0.value'];
    expect(cut?.dims).toEqual([1, 2, 1, 2]);
    const kept = cut?.data;
    if (!ArrayBuffer.isView(kept)) throw new Error('no data');
    expect([...new Uint16Array(kept.buffer, kept.byteOffset, 4)]).toEqual([0, 1, 6, 7]);
  });
});

describe('a graph with its weights beside it', () => {
  it.each([
    [
      ['onnx/a.onnx', 'onnx/a.onnx_data', 'onnx/a.onnx_data_1', 'onnx/b.onnx_data'],
      ['a.onnx_data', 'a.onnx_data_1'],
    ],
    [['onnx/a.onnx'], undefined],
  ])('%s', async (paths, wanted) => {
    const create = vi.spyOn(ort.InferenceSession, 'create').mockRejectedValue(new Error('no graph here'));
    const files = paths.map((path) => ({ path, sizeBytes: 1, sha256: '' }));
    const pack: InstalledPack = { id: 'x', role: 'llm', version: '1', directory: [], files };
    await expect(new PackReader(pack, () => {}).session('onnx/a.onnx')).rejects.toThrow('no graph here');
    const options: ort.InferenceSession.SessionOptions = create.mock.calls[0]?.[1] ?? {};
    const names = options.externalData?.map((file) => (typeof file === 'object' && 'path' in file ? file.path : file));
    expect(names).toEqual(wanted);
    create.mockRestore();
  });
});
