/**
 * In-place complex FFT of 200 points (200 = 5·5·4·2), Stockham decimation in frequency. Whisper's frames are 400 real
 * samples; packed as 200 complex ones they need just this transform.
 */
const POINTS = 200;
const TAU = 2 * Math.PI;
const COS_1_5 = Math.cos(TAU / 5);
const COS_2_5 = Math.cos((2 * TAU) / 5);
const SIN_1_5 = Math.sin(TAU / 5);
const SIN_2_5 = Math.sin((2 * TAU) / 5);

interface Stage {
  radix: 2 | 4 | 5;
  /** Distance between the inputs of one butterfly. */
  span: number;
  /** Butterflies with the same twiddle lie side by side, `stride` of them. */
  stride: number;
  groups: number;
  twiddles: Float64Array;
}

const STAGES: Stage[] = [];
{
  let size = POINTS;
  let stride = 1;
  for (const radix of [5, 5, 4, 2] as const) {
    const groups = size / radix;
    const twiddles = new Float64Array(groups * radix * 2);
    for (let q = 0; q < groups; q++) {
      for (let t = 0; t < radix; t++) {
        twiddles[(q * radix + t) * 2] = Math.cos((TAU * q * t) / size);
        twiddles[(q * radix + t) * 2 + 1] = -Math.sin((TAU * q * t) / size);
      }
    }
    STAGES.push({ radix, span: stride * groups, stride, groups, twiddles });
    size = groups;
    stride *= radix;
  }
}

let inRe = new Float64Array(POINTS);
let inIm = new Float64Array(POINTS);
let outRe = new Float64Array(POINTS);
let outIm = new Float64Array(POINTS);

/** Transforms `re + i·im` (200 points each) in place. Not reentrant: it works in buffers of the module. */
export function fft200(re: Float64Array, im: Float64Array): void {
  inRe.set(re);
  inIm.set(im);
  for (const stage of STAGES) {
    runStage(stage, inRe, inIm, outRe, outIm);
    [inRe, outRe] = [outRe, inRe];
    [inIm, outIm] = [outIm, inIm];
  }
  re.set(inRe);
  im.set(inIm);
}

function runStage(
  { radix, span, stride, groups, twiddles }: Stage,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  for (let q = 0; q < groups; q++) {
    const w = q * radix * 2;
    for (let k = 0; k < stride; k++) {
      const i = k + stride * q;
      const o = k + stride * radix * q;
      if (radix === 5) radix5(xr, xi, yr, yi, i, span, o, stride, twiddles, w);
      else if (radix === 4) radix4(xr, xi, yr, yi, i, span, o, stride, twiddles, w);
      else radix2(xr, xi, yr, yi, i, span, o, stride, twiddles, w);
    }
  }
}

/** Writes (r + i·z)·twiddle. */
function put(
  yr: Float64Array,
  yi: Float64Array,
  o: number,
  r: number,
  z: number,
  twiddles: Float64Array,
  w: number,
): void {
  const c = twiddles[w]!;
  const s = twiddles[w + 1]!;
  yr[o] = r * c - z * s;
  yi[o] = r * s + z * c;
}

type Butterfly = (
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  i: number,
  span: number,
  o: number,
  stride: number,
  twiddles: Float64Array,
  w: number,
) => void;

const radix5: Butterfly = (xr, xi, yr, yi, i, span, o, stride, twiddles, w) => {
  const ar = xr[i]!;
  const ai = xi[i]!;
  const br = xr[i + span]!;
  const bi = xi[i + span]!;
  const cr = xr[i + 2 * span]!;
  const ci = xi[i + 2 * span]!;
  const dr = xr[i + 3 * span]!;
  const di = xi[i + 3 * span]!;
  const er = xr[i + 4 * span]!;
  const ei = xi[i + 4 * span]!;
  const p1 = br + er;
  const q1 = bi + ei;
  const p2 = cr + dr;
  const q2 = ci + di;
  const m1 = br - er;
  const n1 = bi - ei;
  const m2 = cr - dr;
  const n2 = ci - di;
  const u1 = ar + COS_1_5 * p1 + COS_2_5 * p2;
  const v1 = ai + COS_1_5 * q1 + COS_2_5 * q2;
  const u2 = ar + COS_2_5 * p1 + COS_1_5 * p2;
  const v2 = ai + COS_2_5 * q1 + COS_1_5 * q2;
  const g1 = SIN_1_5 * n1 + SIN_2_5 * n2;
  const h1 = SIN_1_5 * m1 + SIN_2_5 * m2;
  const g2 = SIN_2_5 * n1 - SIN_1_5 * n2;
  const h2 = SIN_2_5 * m1 - SIN_1_5 * m2;
  yr[o] = ar + p1 + p2;
  yi[o] = ai + q1 + q2;
  put(yr, yi, o + stride, u1 + g1, v1 - h1, twiddles, w + 2);
  put(yr, yi, o + 2 * stride, u2 + g2, v2 - h2, twiddles, w + 4);
  put(yr, yi, o + 3 * stride, u2 - g2, v2 + h2, twiddles, w + 6);
  put(yr, yi, o + 4 * stride, u1 - g1, v1 + h1, twiddles, w + 8);
};

const radix4: Butterfly = (xr, xi, yr, yi, i, span, o, stride, twiddles, w) => {
  const ar = xr[i]! + xr[i + 2 * span]!;
  const ai = xi[i]! + xi[i + 2 * span]!;
  const br = xr[i]! - xr[i + 2 * span]!;
  const bi = xi[i]! - xi[i + 2 * span]!;
  const cr = xr[i + span]! + xr[i + 3 * span]!;
  const ci = xi[i + span]! + xi[i + 3 * span]!;
  const dr = xr[i + span]! - xr[i + 3 * span]!;
  const di = xi[i + span]! - xi[i + 3 * span]!;
  yr[o] = ar + cr;
  yi[o] = ai + ci;
  put(yr, yi, o + stride, br + di, bi - dr, twiddles, w + 2);
  put(yr, yi, o + 2 * stride, ar - cr, ai - ci, twiddles, w + 4);
  put(yr, yi, o + 3 * stride, br - di, bi + dr, twiddles, w + 6);
};

const radix2: Butterfly = (xr, xi, yr, yi, i, span, o, stride, twiddles, w) => {
  yr[o] = xr[i]! + xr[i + span]!;
  yi[o] = xi[i]! + xi[i + span]!;
  put(yr, yi, o + stride, xr[i]! - xr[i + span]!, xi[i]! - xi[i + span]!, twiddles, w + 2);
};
