// Sounds of a room that are nobody's words, from filtered noise and decaying tones: 16 kHz samples, the same for the same dice.
import { RATE_HZ } from './synthesise.mjs';

const samplesOf = (ms) => Math.round((ms * RATE_HZ) / 1000);
const sound = (ms, value) => Float32Array.from({ length: samplesOf(ms) }, (_, i) => value(i / RATE_HZ, i));

/** Noise through a resonance: centre in Hz, sharpness as Q. */
function resonantNoise(ms, hz, q, random) {
  const w = (2 * Math.PI * hz) / RATE_HZ;
  const alpha = Math.sin(w) / (2 * q);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return sound(ms, () => {
    const x = random() * 2 - 1;
    const y = (alpha * x - alpha * x2 + 2 * Math.cos(w) * y1 - (1 - alpha) * y2) / (1 + alpha);
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}

const shaped = (samples, level) => samples.map((value, i) => value * level(i / RATE_HZ));
function added(target, piece, atMs) {
  const at = samplesOf(atMs);
  for (let i = 0; i < piece.length && at + i < target.length; i++) target[at + i] += piece[i];
  return target;
}

/** Names of the sounds and how each is made from a function of random numbers. */
export const NOISES = {
  /** One to three bursts of breath through a throat: two broad resonances, a sharp attack. */
  cough(random) {
    const out = sound(900, () => 0);
    const bursts = 1 + Math.floor(random() * 2.9);
    for (let k = 0; k < bursts; k++) {
      const throat = resonantNoise(220, 450 + 250 * random(), 1.2, random);
      const hiss = resonantNoise(220, 1800 + 900 * random(), 0.8, random);
      const burst = throat.map((value, i) => value + 0.5 * hiss[i]);
      added(
        out,
        shaped(burst, (t) => Math.min(1, t / 0.008) * Math.exp(-t / 0.06)),
        k * (230 + 60 * random()),
      );
    }
    return out;
  },
  clap(random) {
    const out = sound(800, () => 0);
    for (let k = 0; k < 2; k++) {
      const clap = resonantNoise(150, 1200 + 800 * random(), 1.5, random);
      added(
        out,
        shaped(clap, (t) => Math.exp(-t / 0.02)),
        k * (300 + 100 * random()),
      );
    }
    return out;
  },
  keyboard(random) {
    const out = sound(1800, () => 0);
    for (let at = 0; at < 1700; at += 80 + 180 * random()) {
      const key = resonantNoise(40, 2500 + 2000 * random(), 3, random);
      added(
        out,
        shaped(key, (t) => (0.4 + 0.6 * random()) * Math.exp(-t / 0.006)),
        at,
      );
    }
    return out;
  },
  /** A thud with its rattle. */
  door(random) {
    const hz = 60 + 40 * random();
    const thud = sound(600, (t) => Math.sin(2 * Math.PI * hz * t) * Math.exp(-t / 0.09));
    return added(
      thud,
      shaped(resonantNoise(200, 700, 2, random), (t) => 2 * Math.exp(-t / 0.04)),
      10 + 40 * random(),
    );
  },
  /** Mains and its harmonics, from a machine that runs for two seconds. */
  hum(random) {
    const hz = random() < 0.5 ? 50 : 60;
    return sound(2000, (t) => [1, 2, 3, 5].reduce((sum, k) => sum + Math.sin(2 * Math.PI * hz * k * t) / k, 0));
  },
  hiss(random) {
    return shaped(resonantNoise(1600, 5000 + 1500 * random(), 0.7, random), (t) => Math.min(1, t / 0.2));
  },
  /** Something is put down on a table, and rings. */
  cup(random) {
    const hz = 1500 + 1500 * random();
    return sound(
      500,
      (t) => (Math.sin(2 * Math.PI * hz * t) + 0.6 * Math.sin(2 * Math.PI * hz * 2.7 * t)) * Math.exp(-t / 0.08),
    );
  },
};
