/** `SOTTO_WITHOUT_GPL=1 npm run build`: no byte of espeak-ng is in what comes out. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { gplTraces } from '../../bin/lib/notices/parts.mjs';
import { DIST, removeBuild } from './hosted-app';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('a build without the GPL part holds none of it, and says so; the usual one holds it, and says so, too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-build-'));
  try {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    execFileSync(process.execPath, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], {
      cwd: ROOT,
      env: { ...process.env, SOTTO_WITHOUT_GPL: '1' },
      stdio: 'ignore',
    });
    expect(gplTraces(folder)).toEqual([]);
    // What is looked for is what would be there.
    expect(gplTraces(DIST)).not.toEqual([]);

    const check = [join(ROOT, 'bin/notices.mjs'), '--check', '--dist', folder];
    expect(execFileSync(process.execPath, check, { encoding: 'utf8' })).toContain('No GPL code is in');
    const notices = readFileSync(join(folder, 'licences/THIRD_PARTY_NOTICES.txt'), 'utf8');
    expect(notices).not.toMatch(/phonemizer|GNU GENERAL PUBLIC/);

    // Voices that need it are not there; another is.
    expect(readdirSync(join(folder, 'assets')).filter((name) => /^(?:tts|kokoro)\.worker/.test(name))).toEqual([]);
    expect(existsSync(join(folder, 'models/piper-joe'))).toBe(false);
    expect(existsSync(join(folder, 'models/flite/manifest.json'))).toBe(true);
    expect(existsSync(join(DIST, 'models/piper-joe/manifest.json'))).toBe(true);
  } finally {
    removeBuild(folder);
  }
});
