// Runs that were saved as JSON.
import { readFileSync } from 'node:fs';
import { UnfitInput } from './unfit-input.mjs';

const UNREADABLE = { ENOENT: 'there is no such file.', EISDIR: 'this is a folder, not a run.' };

/**
 * @param parseRun of `import-run.ts`.
 * @throws UnfitInput that says what is wrong with the file.
 */
export function savedRun(file, parseRun) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnfitInput(`${file}: ${UNREADABLE[error.code] ?? error.message}`);
  }
  const parsed = parseRun(text);
  if ('error' in parsed) throw new UnfitInput(`${file}: this is no run of the benchmarks: ${parsed.error}`);
  return parsed.run;
}

/**
 * A baseline for what is measured now. Another build is what a baseline is for; everything else has to be the same.
 * @param fingerprint of what is measured now.
 * @returns the run, its label naming the build.
 * @throws UnfitInput that names what differs.
 */
export function asBaseline(file, base, fingerprint, { differences }) {
  const told = differences(base.fingerprint, fingerprint).map(({ field, a, b }) => `  ${field}: ${a} there, ${b} here`);
  if (told.length) {
    throw new UnfitInput(
      [`${file}: this run is no baseline here; it was measured on something else.`, ...told].join('\n'),
    );
  }
  const build = [base.fingerprint.appVersion, base.fingerprint.commit].filter(Boolean).join(' ');
  return { ...base, label: [base.label, `build ${build}`].filter(Boolean).join(', ') };
}
