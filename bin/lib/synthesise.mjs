// Speech of the voices at hand as 16 kHz samples: flite and espeak-ng from the system, Piper from our own pack. The same
// text, voice and pace give the same samples.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const RATE_HZ = 16_000;
/** Edges of speech: the first and last 5 ms within 38 dB of the loudest 20 ms, the rule of the public clips' manifest. */
const EDGE_BELOW_DB = 38;
const EDGE_SAMPLES = 80;
const LOUD_SAMPLES = 320;
/** Words a minute of espeak-ng at pace 1; a choice, near its default of 175 and better understood. */
const ESPEAK_WORDS_PER_MINUTE = 155;

/** A voice belongs to one half for good, so that what is tuned on one is tested on others. */
export const VOICES = [
  { id: 'flite:slt', half: 'tune' },
  { id: 'flite:rms', half: 'tune' },
  { id: 'espeak:en-us+Michael', half: 'tune' },
  { id: 'espeak:en-us+Annie', half: 'tune' },
  { id: 'piper:joe', half: 'test' },
  { id: 'flite:kal16', half: 'test' },
  { id: 'flite:awb', half: 'test' },
  { id: 'espeak:en-gb-scotland', half: 'test' },
];

/** What flite and espeak-ng read letter by letter ("em em aitch em em"), spelled as it sounds. */
const AS_IT_SOUNDS = { 'Mm-hmm.': 'Umhum.' };

/** Random numbers from 0 to 1 that are the same for the same word (mulberry32 over a hash of it). */
export function dice(seed) {
  let state = 2166136261;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param piper words and length scale to PCM, as `loadPiper` gives it. @returns a function of text, voice and pace (1.1 is faster). */
export function createSynthesiser(piper) {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-clips-'));
  const wav = join(folder, 'speech.wav');
  return {
    async speak(text, voice, pace) {
      const [engine, name] = voice.split(':');
      if (engine === 'piper') {
        const { samples, sampleRateHz } = await piper(text, 1 / pace);
        writeFileSync(wav, wavBytes(samples, sampleRateHz));
      } else if (engine === 'flite') {
        const sounded = AS_IT_SOUNDS[text] ?? text;
        execFileSync('flite', ['-voice', name, '--setf', `duration_stretch=${1 / pace}`, '-t', sounded, '-o', wav]);
      } else {
        const speed = String(Math.round(ESPEAK_WORDS_PER_MINUTE * pace));
        execFileSync('espeak-ng', ['-v', name, '-s', speed, '-w', wav, AS_IT_SOUNDS[text] ?? text]);
      }
      return trimToSpeech(readWav16k(wav));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Any WAV as mono samples at 16 kHz; 6 dB down while resampling, so that nothing clips. */
export function readWav16k(path) {
  const args = [
    '-D',
    '-v',
    '0.5',
    path,
    '-r',
    String(RATE_HZ),
    '-c',
    '1',
    '-b',
    '16',
    '-e',
    'signed',
    '-t',
    'raw',
    '-',
  ];
  const bytes = execFileSync('sox', args, { maxBuffer: 2 ** 28 });
  return Float32Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i) / 32_768);
}

/** First sample of speech and the one after its last. */
export function speechEdges(samples) {
  const hops = [];
  for (let at = 0; at < samples.length; at += EDGE_SAMPLES) hops.push(energy(samples.subarray(at, at + EDGE_SAMPLES)));
  let loudest = 0;
  for (let at = 0; at < samples.length; at += LOUD_SAMPLES) {
    loudest = Math.max(loudest, energy(samples.subarray(at, at + LOUD_SAMPLES)));
  }
  const least = loudest * 10 ** (-EDGE_BELOW_DB / 10);
  const first = hops.findIndex((value) => value >= least);
  const last = hops.findLastIndex((value) => value >= least);
  return [first * EDGE_SAMPLES, Math.min(samples.length, (last + 1) * EDGE_SAMPLES)];
}

function trimToSpeech(samples) {
  const [start, end] = speechEdges(samples);
  const speech = samples.slice(start, end);
  // A step from silence into the first sample would click; half a frame of fade is not heard.
  for (let i = 0; i < EDGE_SAMPLES / 2 && i < speech.length; i++) {
    speech[i] *= i / (EDGE_SAMPLES / 2);
    speech[speech.length - 1 - i] *= i / (EDGE_SAMPLES / 2);
  }
  return speech;
}

function energy(samples) {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return samples.length ? sum / samples.length : 0;
}

/** Scales to a peak in dBFS. */
export function toPeak(samples, peakDbfs) {
  const peak = samples.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-9);
  return samples.map((value) => (value * 10 ** (peakDbfs / 20)) / peak);
}

/** Parts one after the other; a number is that many milliseconds of digital silence. */
export function join16k(parts) {
  const pieces = parts.map((part) => (typeof part === 'number' ? new Float32Array(Math.round(part * 16)) : part));
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A mono 16-bit WAV file. */
export function wavBytes(samples, rateHz = RATE_HZ) {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(2 * rateHz, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((value, i) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), 44 + 2 * i);
  });
  return bytes;
}
