import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CATALOG, entryOf, modelOf, roleOf, STARTER_PACK, starterOf } from '../../src/models/catalog';
import { hubModelOf, lacksLibrary, originsOf } from '../../src/models/hub-model';

const word = v.pipe(v.string(), v.regex(/\S/));
const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const language = v.pipe(
  word,
  v.check((tag) => Intl.getCanonicalLocales(tag)[0] === tag, 'a language tag'),
);
const file = v.strictObject({
  path: v.pipe(word, v.regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/)),
  sizeBytes: v.optional(size),
  sha256: v.optional(v.pipe(word, v.regex(/^[0-9a-f]{64}$/))),
  listsShards: v.optional(v.boolean()),
});
const source = v.variant('kind', [
  v.strictObject({ kind: v.literal('app') }),
  v.strictObject({ kind: v.literal('built-in') }),
  v.strictObject({
    kind: v.literal('hub'),
    repository: v.pipe(word, v.regex(/^[\w.-]+\/[\w.-]+$/)),
    revision: v.pipe(word, v.regex(/^[\w.-]+$/)),
    files: v.pipe(v.array(file), v.minLength(1)),
    library: v.optional(v.pipe(word, v.regex(/\.wasm$/))),
  }),
]);
const schema = v.strictObject({
  id: v.pipe(word, v.regex(/^[\w.-]+$/)),
  role: v.picklist(['vad', 'stt', 'llm', 'tts']),
  engine: v.picklist(['sotto', 'transformers', 'web-llm', 'kokoro', 'flite', 'chime', 'system-voice']),
  title: word,
  maker: word,
  purpose: v.pipe(word, v.regex(/[^.]$/)),
  source,
  sizeBytes: v.union([v.undefined(), size]),
  memoryBytes: v.union([
    v.undefined(),
    v.strictObject({ value: v.pipe(size, v.minValue(1_000_000)), from: v.picklist(['measured', 'quoted']) }),
  ]),
  languages: v.union([v.literal('many'), v.pipe(v.array(language), v.minLength(1))]),
  // SPDX has a form for what is not on its list.
  licence: v.union([
    v.picklist(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-4-Clause']),
    v.pipe(word, v.regex(/^LicenseRef-[\w.-]+$/)),
  ]),
  devices: v.pipe(v.array(v.picklist(['wasm', 'webgpu'])), v.minLength(1)),
  minimumTier: v.picklist(['basic', 'standard', 'gpu', 'gpu-large']),
  voices: v.array(v.strictObject({ id: word, title: word, language })),
  quality: word,
  speed: word,
  needsShaderF16: v.boolean(),
  needsGpl: v.boolean(),
  triedHere: v.boolean(),
});
const PLACES = { hubUrl: 'https://huggingface.co', webLlmLibrariesUrl: undefined };

describe('the catalogue', () => {
  it.each(CATALOG.map((model) => [model.id, model] as const))('describes %s whole', (_, model) => {
    expect(v.safeParse(schema, model).issues).toBeUndefined();
  });

  it('names every model, voice and file once', () => {
    const once = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);
    once(CATALOG.map(({ id }) => id));
    // A folder of each: file systems that take both cases for one would mix them.
    once(CATALOG.map(({ id }) => id.toLowerCase()));
    once(CATALOG.map(({ title }) => title));
    for (const model of CATALOG) {
      once(model.voices.map(({ id }) => id));
      if (model.source.kind === 'hub') once(model.source.files.map(({ path }) => path));
    }
  });

  it.each(['vad', 'stt', 'llm', 'tts'] as const)('has a starter for %s that runs everywhere', (role) => {
    const starter = starterOf(role);
    expect(starter).toMatchObject({ role, source: { kind: 'app' }, minimumTier: 'basic', triedHere: true });
    expect(starter.devices).toContain('wasm');
    expect(entryOf(role)).toEqual(starter);
    expect(roleOf(starter.id)).toBe(role);
    expect(starterOf(role, true).needsGpl).toBe(false);
  });

  it('has what was asked for: of each engine a model, and of each the small ones', () => {
    const ids = CATALOG.map(({ id }) => id);
    for (const size of ['tiny', 'base', 'small']) expect(ids).toEqual(expect.arrayContaining([`whisper-${size}`]));
    for (const id of ['moonshine-tiny', 'moonshine-base', 'smollm2-360m', 'qwen2.5-0.5b', 'kokoro-82m', 'flite']) {
      expect(ids).toContain(id);
    }
    expect(ids.filter((id) => /SmolLM2-(360M|1\.7B)|Qwen2\.5-(0\.5|1\.5)B|Llama-3\.2-[13]B/.test(id)).length).toBe(
      CATALOG.filter(({ engine, id }) => engine === 'web-llm' && !id.includes('135M')).length,
    );
    expect(new Set(CATALOG.map(({ engine }) => engine)).size).toBe(7);
  });

  it('calls those tried that a test or a benchmark runs, and no other', () => {
    expect(CATALOG.filter(({ triedHere }) => triedHere).map(({ id }) => id)).toEqual([
      'silero-vad-v5',
      'whisper-tiny.en',
      'smollm2-135m',
      'piper-joe',
      'kokoro-82m',
      'flite',
      'chime',
    ]);
  });

  it('has of Piper the speaker whose voice it is', () => {
    const config = JSON.parse(readFileSync('public/models/piper-joe/voice.json.part00', 'utf8'));
    expect(modelOf('piper-joe')?.voices.map(({ id }) => id)).toEqual([config.dataset]);
    expect(config.num_speakers).toBe(1);
  });

  it('says no size and no hash of a hub’s model: nobody here has computed one', () => {
    for (const { source, sizeBytes } of CATALOG) {
      if (source.kind !== 'hub') continue;
      expect(sizeBytes).toBeUndefined();
      for (const { sha256 } of source.files) expect(sha256).toBeUndefined();
    }
  });

  it('runs what needs a graphics chip on no lower tier, and what the processor carries not on that tier alone', () => {
    for (const { id, devices, minimumTier, engine } of CATALOG) {
      const gpuTier = minimumTier === 'gpu' || minimumTier === 'gpu-large';
      expect(`${id} ${gpuTier}`).toBe(`${id} ${!devices.includes('wasm')}`);
      if (engine === 'web-llm') expect(devices).toEqual(['webgpu']);
    }
  });

  it('has Whisper’s encoder in 32 bits for the graphics chip and in 8 for the processor', () => {
    const encoderOf = (id: string) => {
      const found = modelOf(id)?.source;
      return found?.kind === 'hub' ? found.files.find(({ path }) => path.includes('encoder'))?.path : undefined;
    };
    expect(encoderOf('whisper-base')).toBe('onnx/encoder_model_quantized.onnx');
    expect(encoderOf('whisper-base-gpu')).toBe('onnx/encoder_model.onnx');
  });

  it('knows nobody else', () => {
    expect(modelOf('made-up')).toBeUndefined();
    expect(() => roleOf('made-up')).toThrow(/made-up/);
    expect(STARTER_PACK.map(({ role }) => role)).toEqual(['vad', 'stt', 'tts', 'llm']);
  });
});

describe('a model as a hub is asked for it', () => {
  it('has an address for each file, below the hub that the user names', () => {
    const model = modelOf('whisper-base');
    if (!model) throw new Error('whisper-base is not catalogued.');
    const asked = hubModelOf(model, { ...PLACES, hubUrl: 'http://127.0.0.1:8080' });
    expect(asked).toMatchObject({ id: 'whisper-base', role: 'stt', revision: 'main' });
    expect(asked?.files[0]).toEqual({
      path: 'config.json',
      url: 'http://127.0.0.1:8080/onnx-community/whisper-base/resolve/main/config.json',
      sizeBytes: undefined,
      sha256: undefined,
      listsShards: false,
    });
    expect(originsOf(model, { ...PLACES, hubUrl: 'http://127.0.0.1:8080' })).toEqual(['http://127.0.0.1:8080']);
  });

  it('reaches, with the usual hub, the hosts it sends browsers to: no more than a policy may name', () => {
    const model = modelOf('whisper-base');
    const origins = model ? originsOf(model, PLACES) : [];
    expect(origins[0]).toBe('https://huggingface.co');
    expect(origins.length).toBeGreaterThan(5);
    expect(origins.length).toBeLessThan(20);
    for (const origin of origins) expect(new URL(origin).origin).toBe(origin);
  });

  it('takes WebLLM’s library from the user’s own address, and says when there is none', () => {
    const model = CATALOG.find(({ engine }) => engine === 'web-llm');
    if (!model) throw new Error('No model of WebLLM is catalogued.');
    expect(lacksLibrary(model, PLACES)).toBe(true);
    const places = { ...PLACES, webLlmLibrariesUrl: 'https://models.example/web-llm' };
    expect(lacksLibrary(model, places)).toBe(false);
    const asked = hubModelOf(model, places);
    const library = asked?.files.find(({ path }) => path === 'library.wasm');
    expect(library?.url).toMatch(/^https:\/\/models\.example\/web-llm\/.+\.wasm$/);
    expect(asked?.files.filter(({ listsShards }) => listsShards)).toHaveLength(1);
    expect(originsOf(model, places).at(-1)).toBe('https://models.example');
  });

  it('is none for what the app or the browser brings', () => {
    for (const model of CATALOG.filter(({ source }) => source.kind !== 'hub')) {
      expect(hubModelOf(model, PLACES)).toBeUndefined();
      expect(originsOf(model, PLACES)).toEqual([]);
    }
  });
});
