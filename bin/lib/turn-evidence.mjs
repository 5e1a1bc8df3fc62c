// What the judge of the end of a turn would know in each pause of a clip: made once with the app's own models, kept as JSON.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import { readWav16k } from './synthesise.mjs';
import { createSession, loadLanguageModel, loadSilero, loadWhisper, openModules } from './turn-models.mjs';

/** The endpointer's own figures: workers/vad/endpointer.ts. */
const FRAME = 512;
const FRAME_MS = 32;
const ENTER = 0.5;
const LEAVE = 0.35;
const ONSET_FRAMES = 3;
const PAUSE_FRAMES = 3;
const PRE_ROLL_FRAMES = 12;
/** What the audio judge hears: 8 s, silence in front of what is shorter. */
const TURN_SAMPLES = 8 * 16_000;
const FINAL_MARKS = /[\s.,!?;:…"”-]+$/;

/**
 * The clips of a folder's manifest that hold a turn, as `collectEvidence` takes them. Reads our own manifest and that of the
 * shared clips (categories command, dialogue and pause).
 */
export function readClips(folder) {
  const { items } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return items
    .filter(({ kind, category }) =>
      category ? ['command', 'dialogue', 'pause'].includes(category) : ['hesitation', 'question'].includes(kind),
    )
    .map((item) => ({
      id: item.id,
      // The shared manifest names files from the folder above its own.
      path: item.category ? join(folder, '..', item.file) : join(folder, item.file),
      kind: item.category === 'pause' ? 'hesitation' : (item.kind ?? item.category),
      half: item.half ?? 'public',
      voice: item.voice,
      place: item.place,
      text: item.text,
      speechEndMs: item.speech_end_ms,
    }));
}

/** Pauses the endpointer would see, were no silence long enough to end anything. Frames count from 0. */
export function pausesOf(probabilities) {
  const pauses = [];
  let voiced = 0;
  let silent = 0;
  let startFrame;
  let lastVoiced = 0;
  probabilities.forEach((probability, frame) => {
    if (startFrame === undefined) {
      voiced = probability >= ENTER ? voiced + 1 : 0;
      if (voiced < ONSET_FRAMES) return;
      startFrame = Math.max(0, frame - ONSET_FRAMES + 1 - PRE_ROLL_FRAMES);
      lastVoiced = frame;
      return;
    }
    if (probability >= (silent === 0 ? LEAVE : ENTER)) {
      if (silent >= PAUSE_FRAMES) pauses.at(-1).silentFrames = silent;
      silent = 0;
      lastVoiced = frame;
    } else if (++silent === PAUSE_FRAMES) {
      pauses.push({ startFrame, lastVoiced, endFrame: frame, silentFrames: undefined });
    }
  });
  return pauses;
}

/**
 * Runs detector, recogniser, skills, language model and the audio judge over the clips.
 * @param clips as `readClips` gives them
 * @param turnModel path of smart-turn's graph; without it no audio score is taken
 * @returns one entry a clip: what it is, and for each pause what is known there and how long it lasts
 */
export async function collectEvidence(clips, log = () => {}, { turnModel } = {}) {
  const modules = await openModules();
  const silero = await loadSilero(modules);
  const whisper = await loadWhisper(modules);
  const score = turnModel && existsSync(turnModel) ? await loadTurnModel(modules, turnModel) : undefined;
  const skills = await loadSkills(modules);
  const evidence = [];
  for (const { path, speechEndMs, ...clip } of clips) {
    const samples = readWav16k(path);
    const pauses = [];
    for (const { startFrame, lastVoiced, endFrame, silentFrames } of pausesOf(await silero(samples))) {
      const heard = samples.subarray(startFrame * FRAME, (endFrame + 1) * FRAME);
      const { text, verdict, averageLogProbability } = await whisper(heard);
      const final = silentFrames === undefined;
      pauses.push({
        text,
        verdict,
        averageLogProbability,
        skill: skills(text),
        turnScore: score && (await score(heard)),
        silentMs: final ? undefined : silentFrames * FRAME_MS,
        // How much later than the last sample of speech the detector's last voiced frame ended.
        detectorLagMs: final ? (lastVoiced + 1) * FRAME_MS - speechEndMs : undefined,
        endsEarly: final && (lastVoiced + 1) * FRAME_MS < speechEndMs - 400,
      });
    }
    evidence.push({ ...clip, pauses });
    if (evidence.length % 50 === 0) log(`${evidence.length} of ${clips.length} clips heard`);
  }
  await addEndProbabilities(
    evidence.flatMap(({ pauses }) => pauses),
    modules,
    log,
  );
  await modules.close();
  return evidence;
}

/**
 * Evidence kept in a file, or made and kept there.
 * @param clips what the evidence has to be of, known by id and text: other evidence is made anew; undefined trusts the file
 */
export async function keptEvidence(file, collect, clips) {
  const names = (list) => list.map(({ id, text }) => `${id} ${text}`).join('\n');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (kept && (!clips || names(kept) === names(clips))) return kept;
  const evidence = await collect();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(evidence, null, 1)}\n`);
  return evidence;
}

async function loadSkills(modules) {
  const { route } = await modules.load('/src/agent/router.ts');
  const { calculator } = await modules.load('/src/agent/skills/calculator.ts');
  const { clock } = await modules.load('/src/agent/skills/clock.ts');
  return (text) => route(text, [calculator, clock]).kind === 'skill';
}

/** smart-turn v3: probability that the turn is over, from the last 8 s, waveform normalised. */
async function loadTurnModel(modules, path) {
  const { StreamingMel } = await modules.load('/workers/stt/streaming-mel.ts');
  const session = await createSession(readFileSync(path));
  return async (heard) => {
    const window = new Float32Array(TURN_SAMPLES);
    const last = heard.subarray(Math.max(0, heard.length - TURN_SAMPLES));
    window.set(last, TURN_SAMPLES - last.length);
    const mean = window.reduce((sum, value) => sum + value, 0) / TURN_SAMPLES;
    const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / TURN_SAMPLES;
    const mel = new StreamingMel();
    mel.push(window.map((value) => (value - mean) / Math.sqrt(variance + 1e-7)));
    const features = new ort.Tensor('float32', mel.finish(800), [1, 80, 800]);
    const outputs = await session.run({ [session.inputNames[0]]: features });
    return outputs[session.outputNames[0]].data[0];
  };
}

/** Ways to ask the language model; the sweep compares them. */
async function addEndProbabilities(pauses, modules, log) {
  const { model, tokenizer } = await loadLanguageModel(modules);
  const { SYSTEM_PROMPT } = await modules.load('/src/agent/prompt.ts');
  const system = `<|im_start|>system\n${SYSTEM_PROMPT}<|im_end|>\n`;
  const end = tokenizer.encode('<|im_end|>')[0];
  const marks = ['.', '?', '!'].map((mark) => tokenizer.encode(mark)[0]);
  const ways = {
    system: (text) => `${system}<|im_start|>user\n${text.replace(FINAL_MARKS, '')}`,
    bare: (text) => `<|im_start|>user\n${text.replace(FINAL_MARKS, '')}`,
    marked: (text) => `${system}<|im_start|>user\n${text}`,
  };
  for (const [way, prompt] of Object.entries(ways)) {
    const known = new Map();
    for (const pause of pauses) {
      if (!known.has(pause.text)) {
        const { logits } = await model.prefill(tokenizer.encode(prompt(pause.text)), async () => {});
        const share = softmax(logits);
        known.set(pause.text, { end: share[end], marks: marks.reduce((sum, mark) => sum + share[mark], 0) });
      }
      pause.model = { ...pause.model, [way]: known.get(pause.text) };
    }
    log(`language model asked (${way}): ${known.size} texts`);
  }
}

function softmax(logits) {
  const top = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = Float64Array.from(logits, (value) => Math.exp(value - top));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
