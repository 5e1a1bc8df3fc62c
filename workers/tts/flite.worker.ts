/** The small voice: flite in one file, without espeak and without ONNX Runtime. */
import { readInstalledFile } from '../pack/installed-file';
import { requirePack } from '../require-pack';
import { SottoError } from '../rpc';
import { FLITE_RATE_HZ, Flite } from './flite';
import { piecewiseVoice } from './piecewise-voice';
import { pitchedVoice } from './pitched-voice';
import { serveVoice } from './serve-voice';

const FILE = 'flite.wasm';
/** Ten seconds of speech, made in a quarter of one. Chosen. */
const MAX_CHARACTERS = 160;

serveVoice(self, async ({ pack }, onStep) => {
  onStep('reading');
  const start = performance.now();
  const { bytes, verified } = await readInstalledFile(requirePack(pack), FILE);
  // Before it is compiled: damaged code may do anything.
  await verified;
  const readMs = performance.now() - start;
  onStep('creating');
  const flite = new Flite(await compiled(bytes));
  const createMs = performance.now() - start - readMs;
  onStep('warming-up');
  await flite.say('Ready.', { rate: 1, voice: undefined });
  const warmUpMs = performance.now() - start - readMs - createMs;
  const say: Flite['say'] = (text, manner) => flite.say(text, manner);
  const voice = pitchedVoice(piecewiseVoice({ sampleRateHz: FLITE_RATE_HZ, maxCharacters: MAX_CHARACTERS, say }));
  return { voice, answer: { readMs, createMs, warmUpMs } };
});

async function compiled(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new SottoError('model-load-failed', `flite could not be compiled: ${String(cause)}`, { cause });
  }
}
