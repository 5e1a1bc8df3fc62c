#!/usr/bin/env node
// Makes public/benchmark: the recordings that the benchmark page speaks. Questions and a monologue of ../shared/audio, and
// what is missing there in the voice of our own pack. Shorter speech is cut from the longest by `src/rig/clips.ts`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from './lib/command-line.mjs';
import { createSynthesiser, join16k, RATE_HZ, readWav16k, speechEdges, toPeak, wavBytes } from './lib/synthesise.mjs';
import { loadPiper, loadWhisper, openModules } from './lib/turn-models.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'public/benchmark');
const PEAK_DBFS = -6;
const LEAD_MS = 300;
/** The speech that lengths are cut from. */
const LONGEST_S = 30;

/** The questions of the documents 000 and 002: what is written, and a public clip of it or how it is said. */
const QUESTIONS = [
  { id: 'question-sum-2-2', text: "What's 2 + 2?", say: "What's two plus two?" },
  { id: 'question-list-files', text: 'List files in current directory.', clip: 'cmd_03' },
  { id: 'question-weather', text: "What's the weather like?", say: "What's the weather like?" },
  { id: 'question-calc-15-23', text: 'Calculate 15 * 23.', say: 'Calculate fifteen times twenty-three.' },
  { id: 'question-joke', text: 'Tell me a joke.', say: 'Tell me a joke.' },
  { id: 'question-calc-25-7', text: 'What is 25 times 7?', clip: 'cmd_01' },
  { id: 'question-weather-london', text: "What's the weather in London?", clip: 'cmd_02' },
  { id: 'question-tip-45-50', text: 'Calculate 15% tip on $45.50.', clip: 'cmd_04' },
  { id: 'question-weather-save', text: 'Get weather for Tokyo and save it.', clip: 'cmd_05' },
];

const { parse, readJson } = commandLine(
  'make-benchmark-clips',
  `usage: node bin/make-benchmark-clips.mjs [--public DIR]

  --public DIR   clips with a manifest.json (default ../shared/audio/public)`,
);
const { values } = parse({ public: { type: 'string', default: join(ROOT, '../shared/audio/public') } });
const { items } = readJson(join(values.public, 'manifest.json'));
const fileOf = (id) => resolve(values.public, '..', items.find((item) => item.id === id).file);

const modules = await openModules();
const whisper = await loadWhisper(modules);
const synthesiser = createSynthesiser(await loadPiper(modules));
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const clips = [];

function write(id, text, voice, samples) {
  const file = `${id}.wav`;
  writeFileSync(join(OUT, file), wavBytes(samples));
  const [, speechEnd] = speechEdges(samples);
  clips.push({ id, file, text, voice, durationMs: samples.length / 16, speechEndMs: speechEnd / 16 });
}

for (const { id, text, clip, say } of QUESTIONS) {
  const item = items.find((candidate) => candidate.id === clip);
  const speech = item ? readWav16k(fileOf(clip)) : await synthesiser.speak(say, 'piper:joe', 1);
  const [start, end] = speechEdges(speech);
  const samples = toPeak(join16k([LEAD_MS, speech.slice(start, end)]), PEAK_DBFS);
  write(id, text, item ? item.voice : 'piper:joe', samples);
  const { text: heard } = await whisper(samples);
  console.log(`${id}: ${heard}`);
}
const monologue = items.find(({ id }) => id === 'mono_01');
const spoken = toPeak(readWav16k(fileOf('mono_01')).slice(0, LONGEST_S * RATE_HZ), PEAK_DBFS);
write('speech-30s', '', monologue.voice, spoken);
writeFileSync(join(OUT, 'clips.json'), `${JSON.stringify({ clips }, null, 1)}\n`);
const source =
  'Speech synthesized with Kokoro-82M (Apache-2.0) and Piper en_US-joe (data CC0), made by bin/make-benchmark-clips.mjs.';
writeFileSync(join(OUT, 'NOTICE'), `${source}\nThe recordings may be used freely.\n`);
synthesiser.close();
await modules.close();
console.log(`${clips.length} clips, ${Math.round(clips.reduce((ms, { durationMs }) => ms + durationMs, 0) / 1000)} s`);
