// How every command of the repository takes its options, refuses what is wrong, and prints.
import { readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** A command by its name and its usage; wrong use names what is wrong, shows the usage, and ends the process with 2. */
export function commandLine(name, usage) {
  const wrongUse = (message) => {
    console.error(`${name}: ${message}\n\n${usage}`);
    process.exit(2);
  };
  /** `options` as of `node:util`; `--help` prints the usage and ends with 0. */
  const parse = (options, { args = process.argv.slice(2), allowPositionals = false } = {}) => {
    let parsed;
    try {
      parsed = parseArgs({
        args,
        options: { ...options, help: { type: 'boolean', short: 'h', default: false } },
        allowPositionals,
      });
    } catch (error) {
      return wrongUse(error.message);
    }
    if (!parsed.values.help) return parsed;
    console.log(usage);
    process.exit(0);
  };
  const wholeNumber = (values, option) => {
    if (values[option] === undefined) return undefined;
    const value = Number(values[option]);
    return Number.isSafeInteger(value) && value > 0 ? value : wrongUse(`--${option} wants a whole number above 0.`);
  };
  const readJson = (file) => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      return wrongUse(
        `${file}: ${error instanceof SyntaxError ? `this is no JSON (${error.message}).` : error.message}`,
      );
    }
  };
  return { wrongUse, parse, wholeNumber, readJson };
}

/** Writes all of it: a pipe takes less than a large object at a time, and exiting would cut it. */
export function printJson(value) {
  let text = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  while (text.length) {
    try {
      text = text.subarray(writeSync(1, text));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
