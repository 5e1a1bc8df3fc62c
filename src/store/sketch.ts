/**
 * Quantiles of values that were not kept: a DDSketch (Masson, Rim, Lee: "DDSketch", VLDB 2019), by Datadog's library.
 *
 * Two sketches are added bin by bin here: `merge` of @datadog/sketches-js 2.1.1 forgets the negative values, and loses the
 * bin with index 0, which is where the value 1 lies.
 */
import { DDSketch } from '@datadog/sketches-js';
import type { SketchData } from './metric';

/** Half a per cent: bins do not add up over merges, so a month of hours is as right as one. */
export const SKETCH_ACCURACY = 0.005;

/**
 * What a sketch tells apart. Nearer to zero counts as zero, further away as the limit, which bounds a sketch to 4146 bins a
 * sign: ln(1e18) over the width of a bin. Metrics have units in which they are far from both.
 */
const SMALLEST = 1e-6;
const LARGEST = 1e12;

type Bins = DDSketch['store'];

export class Sketch {
  readonly accuracy: number;
  readonly #sketch: DDSketch;

  /** @param accuracy relative: 0.005 puts every quantile within half a per cent of a value with that rank. */
  constructor(accuracy = SKETCH_ACCURACY) {
    this.accuracy = accuracy;
    this.#sketch = new DDSketch({ relativeAccuracy: accuracy });
  }

  /** Values added so far. */
  get count(): number {
    return this.#sketch.count;
  }

  /** @param value finite. @throws RangeError for what is not a number. */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`A sketch takes no ${value}.`);
    const size = Math.abs(value);
    this.#sketch.accept(size < SMALLEST ? 0 : Math.sign(value) * Math.min(size, LARGEST));
  }

  /** Adds everything that the other was given. @throws RangeError when their accuracies differ. */
  merge(other: Sketch): void {
    this.mergeData(other.toData());
  }

  /** As `merge`, of a sketch as it is kept. */
  mergeData(data: SketchData): void {
    if (data.accuracy !== this.accuracy) {
      throw new RangeError(`Sketches of accuracies ${this.accuracy} and ${data.accuracy} have different bins.`);
    }
    const sketch = this.#sketch;
    sketch.zeroCount += data.zeros;
    sketch.count += data.zeros + addBins(sketch.store, data.positive) + addBins(sketch.negativeStore, data.negative);
  }

  /** The value that the share `q` (0 to 1) of all values does not exceed; undefined without values. */
  quantile(q: number): number | undefined {
    const value = this.#sketch.getValueAtQuantile(q);
    return Number.isNaN(value) ? undefined : value;
  }

  toData(): SketchData {
    const { store, negativeStore, zeroCount } = this.#sketch;
    return { accuracy: this.accuracy, zeros: zeroCount, positive: binsOf(store), negative: binsOf(negativeStore) };
  }

  static fromData(data: SketchData): Sketch {
    const sketch = new Sketch(data.accuracy);
    sketch.mergeData(data);
    return sketch;
  }
}

/** @returns how many values were added. */
function addBins(bins: Bins, { offset, counts }: SketchData['positive']): number {
  let added = 0;
  counts.forEach((count, index) => {
    if (count === 0) return;
    bins.add(offset + index, count);
    added += count;
  });
  return added;
}

/** The bins that hold something, and the empty ones between them. */
function binsOf({ bins, count, minKey, maxKey, offset }: Bins): SketchData['positive'] {
  return count === 0
    ? { offset: 0, counts: [] }
    : { offset: minKey, counts: bins.slice(minKey - offset, maxKey - offset + 1) };
}
