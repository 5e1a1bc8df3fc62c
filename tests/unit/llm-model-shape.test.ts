import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModelShape } from '../../workers/llm/model-shape';

const starter = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../public/models/smollm2-135m/${name}.part00`, import.meta.url), 'utf8'));

describe('the shape of a model', () => {
  it('of the starter is read from its own files, but for what its graph cannot hold', () => {
    const shape = readModelShape('smollm2-135m', starter('config.json'), starter('generation_config.json'));
    expect(shape).toEqual({ layers: 30, keyValueHeads: 3, headSize: 64, maxPositions: 2048, endTokens: [2] });
  });

  // Values as their makers' config.json have them; only the shape of the JSON matters here.
  it('has heads of what the model is wide, where no size is said', () => {
    const qwen = {
      hidden_size: 896,
      num_attention_heads: 14,
      num_key_value_heads: 2,
      num_hidden_layers: 24,
      max_position_embeddings: 32_768,
      eos_token_id: 151_645,
      head_dim: null,
    };
    const generation = { eos_token_id: [151_645, 151_643] };
    expect(readModelShape('qwen', qwen, generation)).toEqual({
      layers: 24,
      keyValueHeads: 2,
      headSize: 64,
      maxPositions: 32_768,
      endTokens: [151_645, 151_643],
    });
    expect(readModelShape('qwen', qwen, undefined).endTokens).toEqual([151_645]);
  });

  it('has as many heads for keys as for questions, where nothing else is said', () => {
    const config = {
      hidden_size: 64,
      num_attention_heads: 4,
      num_hidden_layers: 1,
      max_position_embeddings: 128,
      eos_token_id: [1, 2, 3],
    };
    expect(readModelShape('x', config, {})).toMatchObject({ keyValueHeads: 4, headSize: 16, endTokens: [1, 2, 3] });
  });

  it('of what is no decoder is refused', () => {
    for (const config of [undefined, {}, { num_hidden_layers: 3, eos_token_id: 2 }]) {
      expect(() => readModelShape('x', config, { eos_token_id: 2 })).toThrow(/config\.json/);
    }
  });
});
