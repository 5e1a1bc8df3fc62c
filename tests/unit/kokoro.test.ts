import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renameOnnxTensors } from '../../bin/lib/rename-onnx-tensors.mjs';
import { KOKORO_VOICES } from '../../src/models/kokoro-voices';
import type { InstalledPack } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { PACK_ROOT } from '../../workers/transformers/pack-cache';
import { dtypeOf, KokoroVoices, voicesOf } from '../../workers/tts/kokoro-pack';
import { notSpeech } from '../../workers/tts/sound-check';
import { readWave } from '../../workers/tts/wave';
import { failureOf } from './pack-fakes';

const packOf = (...paths: string[]): InstalledPack => ({
  id: 'kokoro',
  role: 'tts',
  version: '1',
  directory: ['models', 'kokoro', '1'],
  files: paths.map((path) => ({ path, sizeBytes: 1, sha256: '' })),
});

describe('a pack of Kokoro', () => {
  it('says by its files which weights it has', () => {
    expect(dtypeOf(packOf('config.json', 'onnx/model_quantized.onnx'))).toBe('q8');
    expect(dtypeOf(packOf('onnx/model_fp16.onnx', 'onnx/model_quantized.onnx'))).toBe('fp16');
    expect(() => dtypeOf(packOf('config.json'))).toThrow(expect.objectContaining({ code: 'model-missing' }));
  });

  it('has the voices whose files it holds', () => {
    expect(voicesOf(packOf('voices/af_heart.bin', 'config.json', 'voices/bm_lewis.bin', 'voices/x.txt'))).toEqual([
      'af_heart',
      'bm_lewis',
    ]);
  });

  const hub = 'https://huggingface.co/onnx-community/Kokoro-82M-v1.0-ONNX/resolve/main/voices/';
  const voicesWith = (verified: () => Promise<void>) => {
    const opened: string[] = [];
    const storage = {
      open: async (name: string): Promise<{ match(address: string): Promise<Response | undefined> }> => {
        opened.push(name);
        throw new Error('opened');
      },
    };
    const match = async (address: string) =>
      address === `${PACK_ROOT}kokoro/voices/af_heart.bin` ? new Response('style') : undefined;
    const voices = new KokoroVoices(packOf('voices/af_heart.bin'), { match, verified });
    voices.answerIn(storage);
    return { voices, storage, opened };
  };

  it('gives kokoro-js the voices that were read, and leaves every other cache alone', async () => {
    const { voices, storage, opened } = voicesWith(async () => {});
    await voices.read('af_heart');
    await voices.read('af_heart');
    const cache = await storage.open('kokoro-voices');
    expect(await (await cache.match(`${hub}af_heart.bin`))?.text()).toBe('style');
    expect(await cache.match(`${hub}af_sky.bin`)).toBeUndefined();
    expect(opened).toEqual([]);
    await expect(storage.open('another')).rejects.toThrow('opened');
  });

  it('says of a voice that cannot be read what is wrong, before kokoro-js asks a hub for it', async () => {
    const damaged = new SottoError('model-corrupt', 'damaged');
    const { voices: whole } = voicesWith(async () => {});
    expect(await failureOf(whole.read('af_sky'))).toMatchObject({ code: 'model-missing' });
    const { voices: broken, storage } = voicesWith(async () => {
      throw damaged;
    });
    expect(await failureOf(broken.read('af_heart'))).toBe(damaged);
    expect(await (await storage.open('kokoro-voices')).match(`${hub}af_heart.bin`)).toBeUndefined();
  });
});

describe('the list of Kokoro’s voices', () => {
  it('is every English voice that kokoro-js brings', () => {
    const files = readdirSync('node_modules/kokoro-js/voices').map((name) => name.replace('.bin', ''));
    expect(KOKORO_VOICES.map(({ id }) => id).sort()).toEqual(files.filter((id) => /^[ab]/.test(id)).sort());
    for (const { id, language } of KOKORO_VOICES) expect(language).toBe(id.startsWith('a') ? 'en-US' : 'en-GB');
    const program = readFileSync('node_modules/kokoro-js/dist/kokoro.js', 'utf8');
    for (const { id, title } of KOKORO_VOICES) expect(program).toContain(`${id}:{name:"${title}"`);
  });
});

describe('what can be speech', () => {
  const TEXT = 'What is 25 times 7?';
  const { samples, sampleRateHz } = readWave(readFileSync('tests/fixtures/clips/cmd_01.wav'));
  const length = samples.length;

  it('is what Kokoro says', () => {
    expect(notSpeech(samples, sampleRateHz, TEXT)).toBeUndefined();
    expect(
      notSpeech(
        samples.map((value) => value * 0.3),
        sampleRateHz,
        TEXT,
      ),
    ).toBeUndefined();
  });

  it('is none of what it gives where the arithmetic is wrong', () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647 - 0.5;
    };
    const made = (value: (i: number) => number) => Float32Array.from({ length }, (_, i) => value(i));
    const wrong = {
      silence: made(() => 0),
      hiss: made(random),
      hum: made((i) => 0.3 * Math.sin(i * 0.05)),
      'no number': made((i) => (i === 500 ? Number.NaN : (samples[i] ?? 0))),
      overdriven: samples.map((value) => value * 40),
      'a scrap': samples.slice(5000, 8000),
      nothing: new Float32Array(0),
      'speech drowned in hiss': samples.map((value) => value * 0.05 + random()),
    };
    for (const [name, sound] of Object.entries(wrong)) {
      expect(notSpeech(sound, sampleRateHz, TEXT), name).toBeTypeOf('string');
    }
  });
});

describe('tensors of an ONNX file', () => {
  const field = (number: number, body: Uint8Array | string) => {
    const bytes = Buffer.from(body);
    return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
  };
  const model = (input: string, output: string) => {
    const node = Buffer.concat([field(1, input), field(2, output), field(4, input)]);
    const graph = Buffer.concat([
      field(1, node),
      field(11, field(1, input)),
      field(12, field(1, output)),
      field(2, input),
    ]);
    // A number (field 1) and a fixed one (field 3) beside the graph stay what they are.
    return Buffer.concat([Buffer.from([8, 200, 1]), field(7, graph), Buffer.from([29, 1, 2, 3, 4])]);
  };

  it('get other names, and nothing else changes', () => {
    const renamed = renameOnnxTensors(model('tokens', 'audio'), { tokens: 'input_ids', audio: 'waveform' });
    const wanted = model('input_ids', 'waveform');
    // Names of the graph and of operators are no tensors'.
    const asBefore = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
    expect(asBefore(renamed)).toContain('waveform');
    expect(asBefore(renamed).match(/tokens/g)).toHaveLength(2);
    expect(asBefore(renamed).match(/input_ids/g)).toHaveLength(2);
    expect(asBefore(wanted).match(/input_ids/g)).toHaveLength(4);
    expect(renameOnnxTensors(model('a', 'b'), { c: 'd' })).toEqual(model('a', 'b'));
  });

  it('are not looked for in a file that ends within a number', () => {
    expect(() => renameOnnxTensors(Buffer.from([58, 200]), {})).toThrow('no ONNX model');
  });
});
