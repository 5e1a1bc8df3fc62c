#!/usr/bin/env node
/**
 * How often the name gate finds the name where it was said, and where it was not: made speech in eight voices, and the clips
 * of tests/fixtures/clips, read by the recogniser of the starter pack.
 *
 * usage: node bin/eval-name-gate.mjs [--heard] [--json FILE]
 *
 * --heard      prints every text that was judged wrong
 * --json FILE  every text, what was heard and how it was judged
 *
 * The spellings in src/agent/name-gate.ts were chosen by the "tune" voices; the "test" voices had no part in it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nameGateTexts } from './lib/name-gate-clips.mjs';
import { createSynthesiser, join16k, readWav16k, toPeak, VOICES } from './lib/synthesise.mjs';
import { loadPiper, loadWhisper, openModules } from './lib/turn-models.mjs';
import { FIXTURES, readClips } from './lib/turns/clips.mjs';

const LEAD_MS = 300;
const TAIL_MS = 200;
const PEAK_DBFS = -6;

const { values } = parseArgs({ options: { heard: { type: 'boolean' }, json: { type: 'string' } } });
const modules = await openModules();
const whisper = await loadWhisper(modules);
const { judgeAddress } = await modules.load('/src/agent/name-gate.ts');
const synthesiser = createSynthesiser(await loadPiper(modules));

const rows = [];
async function judge(row, samples) {
  const { text: heard, verdict } = await whisper(samples);
  const found = verdict === 'speech' && judgeAddress(heard, 'name').meant !== 'elsewhere';
  rows.push({ ...row, heard, found });
}

for (const { id: voice, half } of VOICES) {
  console.error(`${voice} …`);
  for (const said of nameGateTexts()) {
    const speech = toPeak(await synthesiser.speak(said.text, voice, 1), PEAK_DBFS);
    await judge({ ...said, voice, half }, join16k([LEAD_MS, speech, TAIL_MS]));
  }
}
for (const { path, text, voice, kind } of readClips(FIXTURES)) {
  await judge({ form: kind, text, voice: voice ?? 'noise', half: 'clips', named: false }, readWav16k(path));
}
synthesiser.close();
await modules.close();

const rate = (some) => {
  const found = some.filter((row) => row.found).length;
  return some.length ? `${found} of ${some.length} (${Math.round((100 * found) / some.length)} %)` : '–';
};
const of = (wanted) => rows.filter((row) => Object.entries(wanted).every(([key, value]) => row[key] === value));
const line = (title, wanted) => {
  const halves = ['tune', 'test'].map((half) => `${half} ${rate(of({ ...wanted, half }))}`);
  console.log(`  ${title.padEnd(34)} ${halves.map((text) => text.padEnd(24)).join('')}`);
};
console.log('The name was said, and found:');
line('"Sotto, …"', { form: 'front' });
line('"Hey Sotto, …", "Okay Sotto, …"', { form: 'greeted' });
line('"…, Sotto?"', { form: 'end' });
line('"Sotto?" alone', { form: 'alone' });
console.log('by voice ("Sotto, …" with and without a greeting):');
for (const { id, half } of VOICES) {
  const fronts = rows.filter(({ voice, form }) => voice === id && (form === 'front' || form === 'greeted'));
  console.log(`  ${id.padEnd(24)} ${half}  ${rate(fronts)}`);
}
console.log('The name was not said, and found all the same:');
line('words that sound like it', { form: 'near' });
console.log(`  the clips of tests/fixtures        ${rate(of({ half: 'clips' }))}`);
if (values.heard) {
  console.log('Judged wrong:');
  for (const { voice, text, heard } of rows.filter(({ named, found }) => named !== found)) {
    console.log(`  ${voice}: "${text}" read as "${heard}"`);
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
