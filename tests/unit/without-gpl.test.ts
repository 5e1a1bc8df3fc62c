import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gplTraces } from '../../bin/lib/notices/parts.mjs';
import { GPL_PACKS, withoutGpl } from '../../bin/lib/without-gpl';
import { HAS_GPL } from '../../src/build-flags';
import { CATALOG } from '../../src/models/catalog';

it('what is left out are the packs of the app that the catalogue says need it', () => {
  const needing = CATALOG.filter(({ needsGpl, source }) => needsGpl && source.kind === 'app').map(({ id }) => id);
  expect([...GPL_PACKS]).toEqual(needing);
});

it('a build has the GPL part unless it is told otherwise', () => {
  expect(HAS_GPL).toBe(process.env.SOTTO_WITHOUT_GPL !== '1');
});

it('the package and the workers of its voices are replaced, and nothing else', () => {
  const { resolveId } = withoutGpl();
  if (typeof resolveId !== 'function') throw new Error('The plugin resolves nothing.');
  const resolved = (source: string) => Reflect.apply(resolveId, undefined, [source, undefined, {}]) !== undefined;
  expect(
    ['phonemizer', '../workers/tts/tts.worker?worker', '../workers/tts/kokoro.worker?worker'].map(resolved),
  ).toEqual([true, true, true]);
  expect(
    ['phonemizer-x', '../workers/tts/flite.worker?worker', '../workers/stt/stt.worker?worker', './tts'].map(resolved),
  ).toEqual([false, false, false, false]);
});

it('a byte of it in any file is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-gpl-'));
  try {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets/a.js'), 'const voice = "espeak";');
    expect(gplTraces(folder)).toEqual([]);
    writeFileSync(
      join(folder, 'assets/b.bin'),
      Uint8Array.from([0, 255, ...Buffer.from('/usr/share/espeak-ng-data'), 0]),
    );
    expect(gplTraces(folder)).toEqual([expect.stringMatching(/b\.bin holds “espeak-ng-data”/)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
