/** The tokenizer of a pack, by the library transformers.js itself uses (10 kB gzip, against 154 kB for all of it). */
import { Tokenizer } from '@huggingface/tokenizers';

/** Text to token ids and back. */
export interface TextTokenizer {
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
}

/** @param definition the parsed `tokenizer.json`. @param config the parsed `tokenizer_config.json`. */
export function createTokenizer(definition: unknown, config: unknown): TextTokenizer {
  const tokenizer = new Tokenizer(toObject(definition), toObject(config));
  return {
    encode: (text) => Array.from(tokenizer.encode(text, { add_special_tokens: false }).ids),
    decode: (tokens) => (tokens.length ? tokenizer.decode([...tokens], { skip_special_tokens: true }) : ''),
  };
}

function toObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new TypeError('The tokenizer file holds no object.');
  return value;
}
