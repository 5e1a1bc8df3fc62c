/** The voice as others run Piper: both graphs over the whole sentence, and its sound when all of it is made. */
import * as ort from 'onnxruntime-web/wasm';
import { installedFileJson } from '../../workers/config-values';
import { serve } from '../../workers/rpc';
import { PhonemeIds, phonemesOf } from '../../workers/tts/phonemes';
import type { PeerTtsCalls } from './peer-calls';

const LANGUAGE = 'en-us';

interface Voice {
  text: ort.InferenceSession;
  speech: ort.InferenceSession;
  ids: PhonemeIds;
  scales: ort.Tensor;
  sampleRateHz: number;
}
let voice: Voice | undefined;

const int64 = (values: readonly number[], dims: readonly number[]) =>
  new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);

serve<PeerTtsCalls>(self, {
  async load({ wasmUrl, mjsUrl, threads, modelsUrl }) {
    ort.env.wasm.wasmPaths = { wasm: wasmUrl, mjs: mjsUrl };
    ort.env.wasm.numThreads = threads;
    const file = async (name: string) => {
      const response = await fetch(`${modelsUrl}piper-joe/${name}`);
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.arrayBuffer();
    };
    const session = async (name: string) => ort.InferenceSession.create(await file(name));
    const config = installedFileJson(JSON.parse(new TextDecoder().decode(await file('voice.json'))), 'voice.json');
    const inference = config.at('inference');
    const scales = ['noise_scale', 'length_scale', 'noise_w'].map((name) => inference.number(name));
    voice = {
      text: await session('text.q8w.onnx'),
      speech: await session('speech.q8w.onnx'),
      ids: new PhonemeIds(config.at('phoneme_id_map')),
      scales: new ort.Tensor('float32', Float32Array.from(scales), [3]),
      sampleRateHz: config.at('audio').number('sample_rate'),
    };
    return null;
  },
  async speak({ text }) {
    if (!voice) throw new Error('The voice is not loaded.');
    const ids = voice.ids.of(await phonemesOf(text, LANGUAGE));
    const { z_p: latent } = await voice.text.run({
      input: int64(ids, [1, ids.length]),
      input_lengths: int64([ids.length], [1]),
      scales: voice.scales,
    });
    const frames = latent?.dims[2];
    if (!latent || frames === undefined) throw new Error('The voice gave no sound for a text.');
    const { audio } = await voice.speech.run({ z_p: latent, crop: int64([0, frames], [2]) });
    if (!(audio?.data instanceof Float32Array)) throw new Error('The voice gave no sound.');
    return { samples: Float32Array.from(audio.data), sampleRateHz: voice.sampleRateHz };
  },
});
