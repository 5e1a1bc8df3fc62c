/** Reads from a model's own files what the loop has to know of its graph. */
import { SottoError } from '../rpc';
import type { AttentionShape } from './kv-cache';

export interface ModelShape extends AttentionShape {
  /** Longest sequence, prompt and reply together. */
  maxPositions: number;
  /** Each of them ends a reply. */
  endTokens: readonly number[];
}

/** Of graphs that hold less than their config.json says: our own conversion has its rotary table cut to this. */
const GRAPH_POSITIONS: Readonly<Record<string, number>> = { 'smollm2-135m': 2048 };

/**
 * @param config the parsed config.json. @param generation the parsed generation_config.json, whose end tokens go before;
 * undefined where there is none. @throws SottoError `model-load-failed` for a model that is no decoder as we know them.
 */
export function readModelShape(packId: string, config: unknown, generation: unknown): ModelShape {
  const heads = number(config, 'num_attention_heads');
  const endTokens = numbers(generation, 'eos_token_id') ?? numbers(config, 'eos_token_id');
  if (!endTokens) throw missing('eos_token_id');
  return {
    layers: required(config, 'num_hidden_layers'),
    keyValueHeads: number(config, 'num_key_value_heads') ?? required(config, 'num_attention_heads'),
    headSize: number(config, 'head_dim') ?? required(config, 'hidden_size') / (heads ?? missingHeads()),
    maxPositions: Math.min(
      required(config, 'max_position_embeddings'),
      GRAPH_POSITIONS[packId] ?? Number.POSITIVE_INFINITY,
    ),
    endTokens,
  };
}

function entryOf(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null
    ? new Map<string, unknown>(Object.entries(json)).get(key)
    : undefined;
}

function number(json: unknown, key: string): number | undefined {
  const value = entryOf(json, key);
  return typeof value === 'number' ? value : undefined;
}

/** One number or a list of them. */
function numbers(json: unknown, key: string): number[] | undefined {
  const value = entryOf(json, key);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const found = list.filter((item) => typeof item === 'number');
  return found.length > 0 ? found : undefined;
}

function required(json: unknown, key: string): number {
  const value = number(json, key);
  if (value === undefined) throw missing(key);
  return value;
}

function missingHeads(): never {
  throw missing('num_attention_heads');
}

function missing(key: string): SottoError {
  return new SottoError(
    'model-load-failed',
    `config.json: ${key} is not a number. Sotto cannot run a model of this kind.`,
  );
}
