import { describe, expect, it } from 'vitest';
import { FrameClock } from '../../workers/worklets/clock';
import { FRAME_SAMPLES, FrameAssembler, REFERENCE_MEMORY_FRAMES } from '../../workers/worklets/frame-assembler';

const QUANTUM = 128;

interface Frame {
  samples: Float32Array<ArrayBuffer>;
  reference: Float32Array<ArrayBuffer> | undefined;
  endAtMs: number;
}

function createAssembler(sampleRateHz: number) {
  const frames: Frame[] = [];
  const assembler = new FrameAssembler({
    sampleRateHz,
    dateAt: (frame) => (frame / sampleRateHz) * 1000,
    emit: (samples, reference, endAtMs) => frames.push({ samples, reference, endAtMs }),
  });
  return { assembler, frames };
}

/** Feeds `seconds` of `sample(frame)` on each channel, in quanta. */
function feed(assembler: FrameAssembler, rateHz: number, seconds: number, ...channels: ((frame: number) => number)[]) {
  for (let at = 0; at < rateHz * seconds; at += QUANTUM) {
    const inputs = channels.map((sample) => Float32Array.from({ length: QUANTUM }, (_, i) => sample(at + i)));
    assembler.push(inputs, [], QUANTUM, at);
  }
}

const joined = (frames: Frame[]) => Float32Array.from(frames.flatMap(({ samples }) => [...samples]));

describe('FrameAssembler', () => {
  it.each([8000, 44100, 48000, 192000])('cuts %i Hz into frames of 512 at 16 kHz', (rateHz) => {
    const { assembler, frames } = createAssembler(rateHz);
    feed(assembler, rateHz, 1, (n) => Math.sin((2 * Math.PI * 440 * n) / rateHz));
    expect(frames.length).toBe(31);
    expect(frames.every(({ samples }) => samples.length === FRAME_SAMPLES)).toBe(true);
    const peak = joined(frames)
      .subarray(512)
      .reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    expect(peak).toBeCloseTo(1, 2);
  });

  it.each([8000, 16000, 44100, 48000, 96000])('dates a click at %i Hz to within a sample', (rateHz) => {
    const { assembler, frames } = createAssembler(rateHz);
    const clickAtMs = 300;
    feed(assembler, rateHz, 0.6, (n) => (n === Math.round((rateHz * clickAtMs) / 1000) ? 1 : 0));
    const samples = joined(frames);
    const loudest = samples.reduce((best, x, i) => (Math.abs(x) > Math.abs(samples[best]!) ? i : best), 0);
    const frame = frames[Math.floor(loudest / FRAME_SAMPLES)]!;
    const atMs = frame.endAtMs - (FRAME_SAMPLES - 1 - (loudest % FRAME_SAMPLES)) / 16;
    expect(Math.abs(atMs - clickAtMs)).toBeLessThan(0.13);
  });

  it('mixes channels and takes a missing input for silence', () => {
    const { assembler, frames } = createAssembler(16000);
    feed(
      assembler,
      16000,
      0.064,
      () => 0.5,
      () => 0.1,
    );
    feed(assembler, 16000, 0.064);
    expect(frames[0]!.samples[100]).toBeCloseTo(0.3);
    expect(frames[2]!.samples[100]).toBe(0);
  });

  it('takes quanta of any length', () => {
    const { assembler, frames } = createAssembler(48000);
    assembler.push([new Float32Array(4096).fill(0.5)], [], 4096, 0);
    assembler.push([new Float32Array(100).fill(0.5)], [], 100, 4096);
    expect(frames.length).toBe(2);
  });

  it.each([16000, 44100, 48000])(
    'carries what is played at %i Hz beside what is heard, sample for sample',
    (rateHz) => {
      const { assembler, frames } = createAssembler(rateHz);
      const noise = Float32Array.from({ length: rateHz }, (_, i) => Math.sin(i * i * 1e-4));
      for (let at = 0; at + QUANTUM <= noise.length; at += QUANTUM) {
        const quantum = noise.subarray(at, at + QUANTUM);
        assembler.push([quantum], [quantum, quantum], QUANTUM, at);
      }
      expect(frames.length).toBe(31);
      for (const { samples, reference } of frames) expect(reference).toEqual(samples);
    },
  );

  it('sends no reference once it has been silent for the memory of the echo, and takes its buffers back', () => {
    const { assembler, frames } = createAssembler(16000);
    const push = (count: number, value: number) => {
      const quantum = new Float32Array(FRAME_SAMPLES).fill(value);
      for (let k = 0; k < count; k++) assembler.push([], [quantum], FRAME_SAMPLES, k * FRAME_SAMPLES);
      return frames.splice(0);
    };
    expect(push(3, 0).map(({ reference }) => reference)).toEqual([undefined, undefined, undefined]);
    const [played] = push(1, 0.5);
    expect(played?.reference?.[511]).toBe(0.5);
    const after = push(REFERENCE_MEMORY_FRAMES, 0);
    expect(after.filter(({ reference }) => reference).length).toBe(REFERENCE_MEMORY_FRAMES - 1);
    assembler.recycle(played!.samples, played!.reference);
    for (const { samples, reference } of after) assembler.recycle(samples, reference);
    expect(push(1, 0)[0]?.reference).toBeUndefined();
    const pool = new Set(after.map(({ reference }) => reference));
    expect(pool.has(push(1, 0.1)[0]?.reference)).toBe(true);
  });

  it('turns over its pool, allocates while frames are away, and drops only after 8 s of them', () => {
    const { assembler, frames } = createAssembler(16000);
    for (let k = 0; k < 100; k++) {
      feed(assembler, 16000, 0.032, () => 0);
      for (const { samples } of frames.splice(0)) assembler.recycle(samples);
    }
    expect(assembler.allocatedFrames).toBe(0);
    feed(assembler, 16000, 10, () => 0);
    expect(frames.length).toBe(256);
    expect(assembler.allocatedFrames).toBe(240);
    expect(assembler.droppedFrames).toBe(Math.floor((10 * 16000) / 512) - 256);
    expect([assembler.sentFrames, assembler.awayFrames, assembler.poolFrames]).toEqual([100 + 256, 256, 0]);
    for (const { samples } of frames.splice(0)) assembler.recycle(samples);
    expect([assembler.awayFrames, assembler.poolFrames]).toEqual([0, 16]);
    feed(assembler, 16000, 0.32, () => 0);
    expect(frames.length).toBeGreaterThanOrEqual(9);
  });
});

describe('FrameClock', () => {
  const RATE_HZ = 48_000;

  /** Quanta rendered in bursts of one 10 ms device buffer, stamped with floored milliseconds, as Chromium does. */
  function burst(clock: FrameClock, set: (ms: number) => void, originMs: number, from: number, to: number): void {
    for (let frame = from; frame < to; frame += QUANTUM) {
      set(Math.floor(originMs + (Math.floor(frame / 480) * 480 * 1000) / RATE_HZ));
      clock.stamp(frame);
    }
  }

  it('is steady to a millisecond although stamps saw-tooth by ten', () => {
    let now = 0;
    const clock = new FrameClock(RATE_HZ, () => now);
    const set = (ms: number) => {
      now = ms;
    };
    expect(clock.dateAt(0)).toBeNaN();
    const errors: number[] = [];
    for (let frame = 0; frame < RATE_HZ * 3; frame += 4800) {
      burst(clock, set, 1_700_000_000_000.3, Math.ceil(frame / QUANTUM) * QUANTUM, frame + 4800);
      // A quantum in the middle of a burst is due half a buffer after its stamp: that is the median.
      if (frame >= RATE_HZ) errors.push(clock.dateAt(frame) - (1_700_000_000_000.3 - 5 + (frame / RATE_HZ) * 1000));
    }
    expect(Math.max(...errors) - Math.min(...errors)).toBeLessThan(1);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1.5);
  });

  it('shrugs off late quanta and begins anew after a suspension', () => {
    let now = 5000;
    const clock = new FrameClock(RATE_HZ, () => now);
    for (let k = 0; k < 200; k++) {
      now = 5000 + Math.floor((k * QUANTUM * 1000) / RATE_HZ) + (k % 10 === 0 ? 40 : 0);
      clock.stamp(k * QUANTUM);
    }
    expect(Math.abs(clock.dateAt(RATE_HZ) - 6000)).toBeLessThan(1);
    now += 60_000;
    const resumedAt = now;
    clock.stamp(200 * QUANTUM);
    expect(clock.dateAt(200 * QUANTUM)).toBeCloseTo(resumedAt + 0.5, 6);
  });
});
