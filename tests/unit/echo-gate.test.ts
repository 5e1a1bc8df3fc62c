import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EchoGate } from '../../workers/vad/echo-gate';
import { readWav } from '../probe/analyze.mjs';

const clip = (id: string) => readWav(fileURLToPath(new URL(`../fixtures/clips/${id}.wav`, import.meta.url))).x;
const FRAME = 512;

/** White noise of mean square 1, the same every time. */
function createNoise(): () => number {
  let seed = 1;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed / 2 ** 32 - 0.5) * Math.sqrt(12);
  };
}

/** What a microphone hears of `played`: later, quieter, with a room's tail of 100 ms, and its own noise at −65 dBFS. */
function echoOf(played: Float32Array, delayMs: number, gainDb: number): Float32Array {
  const noise = createNoise();
  const gain = 10 ** (gainDb / 20);
  const taps = Array.from({ length: 12 }, (_, j) => ({
    at: delayMs * 16 + j * 133,
    gain: gain * (j === 0 ? 1 : 0.5 * 0.75 ** j * (j % 2 ? -1 : 1)),
  }));
  return played.map((_, i) => {
    let sum = 10 ** (-65 / 20) * noise();
    for (const tap of taps) sum += tap.gain * (played[i - tap.at] ?? 0);
    return sum;
  });
}

interface Judged {
  echo: boolean;
  /** Mean square before and after. */
  before: number;
  after: number;
}

const meanSquare = (frame: Float32Array) => frame.reduce((sum, x) => sum + x * x, 0) / frame.length;

function run(gate: EchoGate, microphone: Float32Array, played: Float32Array): Judged[] {
  const judged: Judged[] = [];
  for (let at = 0; at + FRAME <= microphone.length; at += FRAME) {
    const samples = microphone.slice(at, at + FRAME);
    const before = meanSquare(samples);
    const echo = gate.process(samples, played.slice(at, at + FRAME));
    judged.push({ echo, before, after: meanSquare(samples) });
  }
  return judged;
}

const reply = clip('mono_01').subarray(0, 16_000 * 6);
/** Frames louder than −50 dBFS. */
const loud = (judged: Judged[]) => judged.filter(({ before }) => before > 1e-5);
const decibelsLowered = (judged: Judged[]) =>
  10 * Math.log10(judged.reduce((sum, j) => sum + j.before, 0) / judged.reduce((sum, j) => sum + j.after, 0));

describe('EchoGate', () => {
  it.each([
    // What is louder than −13 dB passes until its path is found.
    [20, -6, 7],
    [80, -20, 2],
    [350, -12, 2],
  ])('takes its own reply %i ms later at %i dB for echo, and learns both', (delayMs, gainDb, mostHeard) => {
    const gate = new EchoGate();
    const judged = run(gate, echoOf(reply, delayMs, gainDb), reply);
    expect(loud(judged).filter(({ echo }) => !echo).length).toBeLessThanOrEqual(mostHeard);
    expect(loud(judged.slice(30)).filter(({ echo }) => !echo).length).toBeLessThanOrEqual(2);
    expect(decibelsLowered(judged.slice(-60))).toBeGreaterThan(8);
    const learned = gate.learned(0);
    expect(Math.abs(learned!.profile.delayMs - delayMs)).toBeLessThan(1);
    expect(Math.abs(learned!.profile.gainDb - gainDb)).toBeLessThan(6);
    expect(learned!.separable).toBe(true);
  });

  it('lets a voice over the echo through, and hears nothing of the kind before it', () => {
    const played = reply;
    const microphone = echoOf(played, 80, -20);
    const voice = clip('cmd_06'); // speech from 310 ms on
    const at = 16_000 * 4;
    for (let i = 0; i < voice.length; i++) microphone[at + i]! += 0.5 * voice[i]!;
    const judged = run(new EchoGate(), microphone, played);
    const first = Math.floor((at + 310 * 16) / FRAME);
    expect(judged.slice(first, first + 4).some(({ echo }) => !echo)).toBe(true);
    const spoken = loud(judged.slice(first, first + 24)).filter(({ before }) => before > 1e-3);
    expect(spoken.filter(({ echo }) => !echo).length).toBeGreaterThan(0.9 * spoken.length);
  });

  it.each(['barge_01', 'barge_05'])('hears %s over the first words of the first reply', (id) => {
    const microphone = echoOf(reply, 80, -20);
    const voice = clip(id).map((x) => 0.5 * x);
    const at = 16_000 * 0.1;
    for (let i = 0; i < voice.length; i++) microphone[at + i]! += voice[i]!;
    const judged = run(new EchoGate(), microphone, reply);
    const frameOf = (i: number) => voice.subarray(Math.max(0, i * FRAME - at), Math.max(0, (i + 1) * FRAME - at));
    const spoken = judged.filter((_, i) => meanSquare(frameOf(i)) > 1e-4);
    expect(spoken.filter(({ echo }) => !echo).length).toBeGreaterThan(0.6 * spoken.length);
  });

  it('is out of the way where nothing comes back', () => {
    const voice = clip('cmd_01');
    const microphone = new Float32Array(reply.length);
    microphone.set(voice, 16_000 * 3);
    const gate = new EchoGate();
    const judged = run(gate, microphone.slice(), reply);
    expect(judged.filter(({ echo, before }) => echo && before > 1e-3)).toEqual([]);
    expect(gate.learned(0)).toBeUndefined();
    expect(judged.every(({ before, after }) => after <= before)).toBe(true);
  });

  it('does not learn an echo from a voice over the first words of the first reply', () => {
    const voice = clip('cmd_01');
    const microphone = new Float32Array(reply.length);
    microphone.set(voice, 16_000 * 0.1);
    microphone.set(voice, 16_000 * 3);
    const gate = new EchoGate();
    const judged = run(gate, microphone, reply);
    const later = judged.slice((16_000 * 3) / FRAME);
    expect(later.filter(({ echo, before }) => echo && before > 1e-3)).toEqual([]);
    expect(gate.learned(0)).toBeUndefined();
  });

  it('hands on what it gets while nothing is played', () => {
    const gate = new EchoGate();
    const frame = Float32Array.from({ length: FRAME }, (_, i) => Math.sin(i));
    const samples = frame.slice();
    expect(gate.process(samples, undefined)).toBe(false);
    expect(samples).toEqual(frame);
    expect(gate.learned(0)).toBeUndefined();
  });

  it('knows the device from before, and says so only when it changed', () => {
    const gate = new EchoGate({ delayMs: 80, gainDb: -20 });
    const judged = run(gate, echoOf(reply, 80, -20), reply);
    expect(loud(judged).filter(({ echo }) => !echo).length).toBeLessThanOrEqual(2);
    const elsewhere = new EchoGate({ delayMs: 80, gainDb: -20 });
    run(elsewhere, echoOf(reply, 200, -10), reply);
    expect(Math.round(elsewhere.learned(0)?.profile.delayMs ?? 0)).toBe(200);
    expect(elsewhere.learned(100)).toBeUndefined();
  });

  it('follows a delay that jumps by 10 ms without hearing itself', () => {
    const microphone = echoOf(reply, 80, -12);
    microphone.set(echoOf(reply, 90, -12).subarray(16_000 * 4), 16_000 * 4);
    const judged = run(new EchoGate(), microphone, reply);
    // Once the first path is known.
    const heard = judged.slice(30).map(({ echo, before }) => !echo && before > 1e-5);
    // Three in a row are what an utterance takes.
    expect(heard.some((other, i) => other && heard[i + 1] && heard[i + 2])).toBe(false);
  });

  it.each([-4, 3, 10, 20, 44, 100])('finds its echo again at once when it comes %i ms later than before', (laterMs) => {
    for (const atS of [3, 3.7, 4.4]) {
      const microphone = echoOf(reply, 122, -20);
      microphone.set(echoOf(reply, 122 + laterMs, -20).subarray(16_000 * atS), 16_000 * atS);
      const judged = run(new EchoGate({ delayMs: 122, gainDb: -20 }), microphone, reply);
      const after = judged.slice(Math.floor((16_000 * atS) / FRAME));
      // One at most: the frame in which it jumps is at neither delay.
      expect(loud(after).filter(({ echo }) => !echo).length).toBeLessThanOrEqual(1);
    }
  });

  it('says when a voice cannot be told from what comes back', () => {
    const noise = createNoise();
    // As loud as the reply, and nothing like it but in its loudness.
    const microphone = reply.map((x) => 1.4 * x * noise());
    const gate = new EchoGate();
    run(gate, microphone, reply);
    expect(gate.learned(0)?.separable).toBe(false);
  });
});
