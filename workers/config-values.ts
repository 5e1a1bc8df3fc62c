/** Reads values out of a model's JSON files, which are data: each value is checked, none is assumed. */
import { SottoError } from './rpc';

export interface ConfigValues {
  number(key: string): number;
  numbers(key: string): number[];
  /** The object under `key`, to read on in. */
  at(key: string): ConfigValues;
  keys(): string[];
}

/** @param file its name, for the message of a `model-load-failed` error. */
export function installedFileJson(value: unknown, file: string): ConfigValues {
  const wrong = (key: string, want: string) =>
    new SottoError('model-load-failed', `${file}: ${key} is not ${want}. The pack does not fit this version of Sotto.`);
  if (typeof value !== 'object' || value === null) throw wrong('the file', 'an object');
  const entries = new Map<string, unknown>(Object.entries(value));
  return {
    number(key) {
      const found = entries.get(key);
      if (typeof found !== 'number') throw wrong(key, 'a number');
      return found;
    },
    numbers(key) {
      const found = entries.get(key);
      if (!Array.isArray(found)) throw wrong(key, 'a list of numbers');
      return found.map((item: unknown) => {
        if (typeof item !== 'number') throw wrong(key, 'a list of numbers');
        return item;
      });
    },
    at: (key) => installedFileJson(entries.get(key), `${file}: ${key}`),
    keys: () => [...entries.keys()],
  };
}
