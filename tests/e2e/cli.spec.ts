import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { readWav } from '../probe/analyze.mjs';
import { clip } from './app';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = ['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'];

interface Run {
  exit: number;
  stdout: string;
  stderr: string;
}

/** Runs `npm run sotto -- …` without npm. */
function sotto(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/sotto.mjs', ...args], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : error ? Number.NaN : 0, stdout, stderr });
    });
  });
}

/** A WAV file of 16-bit mono samples. */
function wavOf(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(16_000, 24);
  header.writeUInt32LE(32_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}

let folder: string;
/** A profile that one test leaves to the next. */
const kept = () => join(folder, 'profile');
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-cli-'));
  writeFileSync(join(folder, 'text.wav'), 'These are words, not sound.\n');
  writeFileSync(join(folder, 'nothing.wav'), '');
  writeFileSync(join(folder, 'empty.wav'), wavOf(new Int16Array(0)));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

for (const { name, args, words } of [
  { name: 'no command', args: () => [], words: /^sotto: .*command/ },
  { name: 'a command there is none of', args: () => ['converze'], words: /^sotto: there is no command converze/ },
  { name: 'a flag there is none of', args: () => ['converse', '--loud', clip('cmd_01')], words: /^sotto: .*--loud/ },
  { name: 'no file', args: () => ['converse', '--json'], words: /^sotto: converse needs at least one WAV file/ },
  {
    name: 'a file that is missing',
    args: () => ['converse', clip('cmd_01'), join(folder, 'gone.wav')],
    words: /^sotto: \S+gone\.wav: there is no such file/,
  },
  { name: 'a folder', args: () => ['converse', folder], words: /^sotto: \S+: this is a folder/ },
  {
    name: 'a text file',
    args: () => ['converse', join(folder, 'text.wav'), '--json'],
    words: /^sotto: \S+text\.wav: this is not a WAV file/,
  },
  {
    name: 'a file of no bytes',
    args: () => ['converse', join(folder, 'nothing.wav')],
    words: /^sotto: \S+nothing\.wav: this is not a WAV file/,
  },
  {
    name: 'a WAV file without samples',
    args: () => ['converse', join(folder, 'empty.wav')],
    words: /^sotto: \S+empty\.wav: this WAV file holds no samples/,
  },
  { name: 'minutes that are none', args: () => ['performance', '--minutes', 'ten'], words: /^sotto: --minutes ten: / },
  {
    name: 'a component there is none of',
    args: () => ['performance', '--component', 'ears'],
    words: /^sotto: there is no component ears; there are capture, /,
  },
  { name: 'evaluating a file', args: () => ['evaluate', clip('cmd_01')], words: /^sotto: evaluate takes no / },
  {
    name: 'clips without a manifest',
    args: () => ['evaluate', '--clips', folder],
    words: /^sotto: \S+: there is no manifest\.json/,
  },
]) {
  test(`wrong use, ${name}: its own words, exit 2, and nothing on standard output`, async () => {
    const { exit, stdout, stderr } = await sotto(...args());
    expect(stderr).toMatch(words);
    expect(stderr).toContain('usage: npm run sotto');
    expect(stdout).toBe('');
    expect(exit).toBe(2);
  });
}

test('help is no wrong use', async () => {
  const { exit, stdout, stderr } = await sotto('--help');
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toContain('converse FILE.wav');
});

test('converse --json prints one object: a spoken turn with its trace, a noise without a reply, the reply saved', async () => {
  const saved = join(folder, 'replies');
  const files = [clip('cmd_01'), clip('ns_keyboard')];
  const { exit, stdout, stderr } = await sotto('converse', ...files, '--json', '--save', saved, '--profile', kept());
  expect(exit, stderr).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({
    summary: { n: expect.any(Number) },
    readyMs: expect.any(Number),
    memoryMb: expect.any(Number),
    foreignRequests: [],
    cspViolations: [],
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  expect(Object.keys(result.summary)).toEqual(expect.arrayContaining(['n', 'p50Ms', 'p95Ms']));
  expect(result.turns.map(({ file }: { file: string }) => file)).toEqual(files);

  const [spoken, noise] = result.turns;
  for (const turn of result.turns) {
    expect(Object.keys(turn)).toEqual(
      expect.arrayContaining([
        'file',
        'transcript',
        'reply',
        'route',
        'milestones',
        'parts',
        'voiceToVoiceMs',
        'cutIn',
        'error',
      ]),
    );
  }
  expect(spoken).toMatchObject({
    transcript: 'What is 25 times 7?',
    reply: '25 times 7 is 175.',
    route: 'skill:calculator',
    cutIn: false,
    error: null,
  });
  expect(Object.keys(spoken.parts)).toEqual(PARTS);
  const sumMs = PARTS.reduce((sum, part) => sum + spoken.parts[part], 0);
  // Each figure is rounded to a tenth of a millisecond.
  expect(Math.abs(sumMs - spoken.voiceToVoiceMs)).toBeLessThanOrEqual(0.05 * (PARTS.length + 1) + 1e-6);
  expect(spoken.milestones.speechEnd).toBe(0);
  expect(spoken.milestones.firstAudible).toBe(spoken.voiceToVoiceMs);
  expect(noise).toMatchObject({ reply: null, error: null, cutIn: false });

  expect(readdirSync(saved)).toEqual(['01-cmd_01.reply.wav']);
  const { sr, x } = readWav(join(saved, '01-cmd_01.reply.wav'));
  expect(sr).toBeGreaterThanOrEqual(8000);
  expect(x.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
});

test('performance tells of the turns in the kept profile, and writes them to a file', async () => {
  const file = join(folder, 'metrics.json');
  const { exit, stdout, stderr } = await sotto('performance', '--json', '--profile', kept(), '--export', file);
  expect(exit, stderr).toBe(0);
  const { turns, components } = JSON.parse(stdout);
  expect(turns).toBe(1);
  const names = components.map(({ component }: { component: string }) => component);
  expect(names).toEqual(expect.arrayContaining(['pipeline', 'vad', 'stt', 'route', 'tool', 'tts', 'playback']));
  const exported = JSON.parse(readFileSync(file, 'utf8'));
  expect(exported.turns.map(({ transcript }: { transcript: string }) => transcript)).toContain('What is 25 times 7?');

  const one = await sotto('performance', '--component', 'stt', '--profile', kept());
  expect(one.exit, one.stderr).toBe(0);
  expect(one.stdout).toMatch(/^1 turn in 30 min/);
  expect(one.stdout).toMatch(/^stt .*\d/m);
  expect(one.stdout).not.toMatch(/^tts /m);
});
