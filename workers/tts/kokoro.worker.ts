/**
 * Kokoro's voice. It gives no sound before a piece is whole and sees no abort meanwhile: with WebGPU a run lets messages in,
 * with WASM it does not, and takes longer than the piece lasts. What was given up is never heard all the same; what is asked
 * next waits for the run to end. On WASM it is a voice for those who would rather wait.
 */
import { requirePack } from '../require-pack';
import { SottoError, toSottoError } from '../rpc';
import { configureTransformers } from '../transformers/configure-transformers';
import { KOKORO_RATE_HZ, Kokoro } from './kokoro';
import { dtypeOf, KokoroVoices, voicesOf } from './kokoro-pack';
import { piecewiseVoice } from './piecewise-voice';
import { pitchedVoice } from './pitched-voice';
import { serveVoice } from './serve-voice';
import { notSpeech } from './sound-check';

/** Six seconds of speech; much less than the 510 phonemes that the model takes. Chosen: the first sound waits for all of it. */
const MAX_CHARACTERS = 100;
const CHECKED_TEXT = 'Sure, I can do that.';

serveVoice(self, async ({ pack, device, runtime }, onStep) => {
  const installed = requirePack(pack);
  const dtype = dtypeOf(installed);
  const files = configureTransformers(installed, runtime);
  const voices = new KokoroVoices(installed, files);
  voices.answerIn(caches);
  onStep('creating');
  const start = performance.now();
  let kokoro: Kokoro;
  try {
    kokoro = await Kokoro.load(installed.id, dtype, device, voicesOf(installed), voices);
  } catch (error) {
    // A damaged file is the likelier reason than a bad model: say that one if the hash agrees with it.
    await files.verified();
    throw toSottoError(error, 'model-load-failed');
  }
  const createMs = performance.now() - start - files.readMs;
  onStep('warming-up');
  const warmStart = performance.now();
  const { samples } = await kokoro.say(CHECKED_TEXT, { rate: 1, voice: undefined });
  await files.verified();
  const wrong = notSpeech(samples, KOKORO_RATE_HZ, CHECKED_TEXT);
  if (wrong) throw new SottoError('model-load-failed', `Kokoro does not speak on this device (${device}): ${wrong}.`);
  const say: Kokoro['say'] = (text, manner) => kokoro.say(text, manner);
  const voice = pitchedVoice(piecewiseVoice({ sampleRateHz: KOKORO_RATE_HZ, maxCharacters: MAX_CHARACTERS, say }));
  return { voice, answer: { readMs: files.readMs, createMs, warmUpMs: performance.now() - warmStart } };
});
