#!/usr/bin/env node
/**
 * Makes the labelled clips by which turn taking is measured, from the sentences in tests/turns.
 *
 * usage: node bin/make-turn-clips.mjs [--out DIR] [--only KIND]
 *
 * --out DIR    default tests/turns/clips (git-ignored); holds WAVs (16 kHz, mono, 16 bit) and manifest.json
 * --only KIND  hesitation, question, interruption, backchannel or noise: the manifest then holds that kind alone
 *
 * Every clip has 300 ms of silence in front and 1.5 s behind. A clip of words that our recogniser does not understand (word
 * error rate over 0.34) is dropped, and another voice tried. Voices and sentences belong to a half each, "tune" or "test".
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { wordErrors } from './lib/statistics.mjs';
import { createSynthesiser, dice, join16k, toPeak, VOICES, wavBytes } from './lib/synthesise.mjs';
import { NOISES } from './lib/synthesise-noise.mjs';
import { loadPiper, loadWhisper, openModules, ROOT } from './lib/turn-models.mjs';

const LEAD_MS = 300;
const TAIL_MS = 1500;
const PEAK_DBFS = -6;
const BACKCHANNEL_PEAK_DBFS = -12;
const PAUSE_MS = { least: 400, most: 900 };
const MOST_WORD_ERRORS = 0.34;
/** Paces around the voice's own; a choice that stays understandable. */
const PACE = { least: 0.88, most: 1.15 };
/** Clips made of a sentence, each in another voice; only a backchannel is said again at another pace when voices run out. */
const COPIES = { hesitation: 2, question: 1, interruption: 1, backchannel: 6 };
const TAKES = { hesitation: 1, question: 1, interruption: 1, backchannel: 2 };
const NOISES_A_KIND = 4;

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
const out = resolve(values.out ?? join(ROOT, 'tests/turns/clips'));

const lines = (name) =>
  readFileSync(join(ROOT, 'tests/turns', name), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('|'));

/** What is to be made: kind, half, the sentence in one part or two, and what else the manifest shall say. */
const wanted = [
  ...lines('hesitations.txt').map(([half, place, text]) => ({
    kind: 'hesitation',
    half,
    parts: text.split(/\s*\/\s*/),
    more: { place },
  })),
  ...lines('questions.txt').map(([half, by, text]) => ({ kind: 'question', half, parts: [text], more: { by } })),
  ...lines('interruptions.txt').map(([half, what, text]) => ({
    kind: 'interruption',
    half,
    parts: [text],
    more: { what },
  })),
  ...lines('backchannels.txt').map(([half, text]) => ({ kind: 'backchannel', half, parts: [text], more: {} })),
].filter(({ kind }) => !values.only || values.only === kind);

const modules = await openModules();
const whisper = await loadWhisper(modules);
const { numberWordsToDigits } = await modules.load('/src/agent/skills/number-words.ts');
const synthesiser = createSynthesiser(await loadPiper(modules));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const items = [];
const dropped = [];

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
const DICTATED = new RegExp(`\\b(?:${DIGITS.join('|')})(?: (?:${DIGITS.join('|')}))+\\b`, 'g');
/** "two six zero eight" as "2608": digit by digit it is no number of thousands. */
const dictatedToDigits = (text) =>
  text.replace(DICTATED, (run) => run.split(' ').reduce((all, word) => all + DIGITS.indexOf(word), ''));

/** Numbers as digits and signs as words, so that "42 x 11" is what was said. */
const spoken = (text) =>
  numberWordsToDigits(dictatedToDigits(text.toLowerCase().replace(/[.,!?…]+(?=\s|$)/g, '')))
    .replace(/[×*]|(?<=\d )x(?= \d)|(?<=\d)x(?=\d)/g, ' times ')
    .replace(/÷/g, ' divided by ')
    .replace(/\+/g, ' plus ')
    .replace(/%/g, ' percent')
    .replace(/\$(\d+)/g, '$1 dollars')
    .replace(/(?<=\d)[-:,](?=\d)/g, '')
    .replace(/(?<=\d) +(?=\d)/g, '');

function write(id, samples, entry) {
  writeFileSync(join(out, `${id}.wav`), wavBytes(samples));
  items.push({ id, file: `${id}.wav`, ...entry, total_ms: Math.round(samples.length / 16) });
}

async function make({ kind, half, parts, more }, voice, id) {
  const random = dice(id);
  const pace = PACE.least + (PACE.most - PACE.least) * random();
  const pauseMs = Math.round(PAUSE_MS.least + (PAUSE_MS.most - PAUSE_MS.least) * random());
  // A comma makes the voice end the first part as one that goes on.
  const spokenParts = parts.length > 1 ? [`${parts[0].replace(/,$/, '')},`, parts[1]] : parts;
  const speech = [];
  for (const part of spokenParts) speech.push(toPeak(await synthesiser.speak(part, voice, pace), PEAK_DBFS));
  const [first, second] = speech;
  const level = (samples) => toPeak(samples, kind === 'backchannel' ? BACKCHANNEL_PEAK_DBFS : PEAK_DBFS);
  const samples = level(join16k([LEAD_MS, first, ...(second ? [pauseMs, second] : []), TAIL_MS]));
  const { text: heard } = await whisper(samples.subarray(0, samples.length - 16 * (TAIL_MS - 200)));
  const text = parts.join(' ');
  const { errors, words } = wordErrors(spoken(text), spoken(heard));
  const wer = Math.round((1000 * errors) / words) / 1000;
  const firstEndMs = LEAD_MS + first.length / 16;
  const pause = second ? { pause_start_ms: firstEndMs, pause_end_ms: firstEndMs + pauseMs } : {};
  const speechEndMs = samples.length / 16 - TAIL_MS;
  const entry = {
    kind,
    half,
    text,
    voice,
    pace,
    ...more,
    speech_start_ms: LEAD_MS,
    ...pause,
    speech_end_ms: speechEndMs,
  };
  // A listener's "mm-hmm" is no word to the recogniser; every other clip has to be understood.
  if (kind !== 'backchannel' && wer > MOST_WORD_ERRORS) {
    dropped.push({ id, text, heard, wer, voice });
    return false;
  }
  write(id, samples, { ...entry, wer, heard });
  return true;
}

let number = 0;
for (const want of wanted) {
  number++;
  const voices = VOICES.filter(({ half }) => half === want.half).map(({ id }) => id);
  let kept = 0;
  for (let k = 0; k < voices.length * TAKES[want.kind] && kept < COPIES[want.kind]; k++) {
    const voice = voices[(number + k) % voices.length];
    const take = k < voices.length ? '' : '_again';
    const id = `${want.kind}_${String(number).padStart(3, '0')}_${voice.replace(/\W+/g, '-')}${take}`;
    if (await make(want, voice, id)) kept++;
  }
  if (number % 20 === 0) console.error(`${number} of ${wanted.length} sentences, ${items.length} clips`);
}
if (!values.only || values.only === 'noise') {
  for (const [name, make] of Object.entries(NOISES)) {
    for (let k = 0; k < NOISES_A_KIND; k++) {
      const id = `noise_${name}_${k}`;
      const samples = toPeak(join16k([LEAD_MS, make(dice(id)), TAIL_MS]), BACKCHANNEL_PEAK_DBFS);
      const half = k % 2 ? 'test' : 'tune';
      write(id, samples, { kind: 'noise', half, text: '', noise: name, speech_start_ms: LEAD_MS, speech_end_ms: null });
    }
  }
}
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify({ items, dropped }, null, 1)}\n`);
synthesiser.close();
await modules.close();

for (const kind of new Set(items.map((item) => item.kind))) {
  const of = items.filter((item) => item.kind === kind);
  const texts = new Set(of.map(({ text }) => text)).size;
  console.log(`${kind}: ${of.length} clips (${of.filter(({ half }) => half === 'test').length} test), ${texts} texts`);
}
console.log(`dropped, word error rate over ${MOST_WORD_ERRORS}: ${dropped.length}`);
for (const { voice, text, heard } of dropped) console.log(`  ${voice}: "${text}" heard as "${heard}"`);
