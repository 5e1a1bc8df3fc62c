import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION, type MetricPoint, type Retention } from '../../src/store/metric';
import { MAX_WAITING_POINTS, MetricWriter } from '../../src/store/metric-writer';

const point = (atMs: number): MetricPoint => ({ name: 'latency', component: 'stt', atMs, value: 1 });
const points = (count: number): MetricPoint[] => Array.from({ length: count }, (_, index) => point(index));

/** Time that passes when the test says so. */
class FakeTimer {
  readonly waiting = new Map<() => void, number>();
  readonly timer = (run: () => void, afterMs: number) => {
    this.waiting.set(run, afterMs);
    return () => void this.waiting.delete(run);
  };
  elapse(): void {
    const due = [...this.waiting.keys()];
    this.waiting.clear();
    for (const run of due) run();
  }
}

/** A store that notes what it is asked; it answers when the test says so, or at once. */
class FakeStore {
  readonly appended: number[][] = [];
  readonly atOnce: number[][] = [];
  readonly retained: [Retention, number][] = [];
  hold = false;
  fail = false;
  #answers: (() => void)[] = [];

  async append(batch: readonly MetricPoint[]): Promise<void> {
    this.appended.push(batch.map(({ atMs }) => atMs));
    if (this.hold) await new Promise<void>((resolve) => this.#answers.push(resolve));
    if (this.fail) throw new Error('no write');
  }
  async appendAtOnce(batch: readonly MetricPoint[]): Promise<void> {
    this.atOnce.push(batch.map(({ atMs }) => atMs));
    if (this.fail) throw new Error('no write');
  }
  async retain(retention: Retention, nowMs: number): Promise<number> {
    this.retained.push([retention, nowMs]);
    return 0;
  }
  answer(): void {
    this.hold = false;
    for (const answer of this.#answers.splice(0)) answer();
  }
}

describe('the writer of metrics', () => {
  let time: FakeTimer;
  let store: FakeStore;
  let writer: MetricWriter;
  let nowMs: number;
  let errors: unknown[];

  beforeEach(() => {
    time = new FakeTimer();
    store = new FakeStore();
    nowMs = 1000;
    errors = [];
    writer = new MetricWriter({
      store,
      retention: () => DEFAULT_RETENTION,
      onError: (error) => errors.push(error),
      timer: time.timer,
      nowMs: () => nowMs,
    });
  });

  it('writes two seconds of points at once', async () => {
    for (const each of points(3)) writer.record(each);
    expect([...time.waiting.values()]).toEqual([2000]);
    expect(store.appended).toEqual([]);
    time.elapse();
    await writer.flush();
    expect(store.appended).toEqual([[0, 1, 2]]);
    expect(time.waiting.size).toBe(0);
  });

  it('does not wait with 500 points', async () => {
    for (const each of points(500)) writer.record(each);
    await writer.flush();
    expect(store.appended.map(({ length }) => length)).toEqual([500]);
    expect(time.waiting.size).toBe(0);
  });

  it('writes one batch after the other', async () => {
    store.hold = true;
    writer.record(point(1));
    const first = writer.flush();
    writer.record(point(2));
    time.elapse();
    expect(store.appended).toEqual([[1]]);
    store.answer();
    await first;
    time.elapse();
    await writer.flush();
    expect(store.appended).toEqual([[1], [2]]);
  });

  it('keeps a batch that could not be written for the next time, in its order', async () => {
    store.fail = true;
    writer.record(point(1));
    await writer.flush();
    expect(errors).toHaveLength(1);
    store.fail = false;
    writer.record(point(2));
    time.elapse();
    await writer.flush();
    expect(store.appended).toEqual([[1], [1, 2]]);
  });

  it('lets the oldest points go when too many wait for a store that does not answer', async () => {
    store.hold = true;
    writer.record(point(-1));
    const first = writer.flush();
    for (const each of points(MAX_WAITING_POINTS + 5)) writer.record(each);
    expect(writer.droppedPoints).toBe(5);
    store.answer();
    await first;
    await writer.flush();
    const [, second = []] = store.appended;
    expect([second.length, second[0]]).toEqual([MAX_WAITING_POINTS, 5]);
  });

  it('writes by one request when the page is hidden or left, also over a batch under way', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible', defaultView: new EventTarget() });
    const held = [point(7)];
    const unwatch = writer.watch(page, () => {
      for (const each of held.splice(0)) writer.record(each);
    });
    store.hold = true;
    writer.record(point(1));
    const first = writer.flush();
    writer.record(point(2));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(store.atOnce).toEqual([]);
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect(store.atOnce).toEqual([[2, 7]]);
    writer.record(point(3));
    page.defaultView.dispatchEvent(new Event('pagehide'));
    expect(store.atOnce).toEqual([[2, 7], [3]]);
    expect(time.waiting.size).toBe(0);
    unwatch();
    writer.record(point(4));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(store.atOnce).toHaveLength(2);
    store.answer();
    await first;
  });

  it('keeps what could not be written at once', async () => {
    store.fail = true;
    writer.record(point(1));
    await writer.flushAtOnce();
    store.fail = false;
    time.elapse();
    await writer.flush();
    expect(store.appended).toEqual([[1]]);
  });

  it('tidies up every ten minutes', async () => {
    for (const laterMs of [599_999, 600_000, 600_001, 1_199_999, 1_200_001]) {
      nowMs = 1000 + laterMs;
      writer.record(point(laterMs));
      await writer.flush();
    }
    expect(store.retained).toEqual([
      [DEFAULT_RETENTION, 601_000],
      [DEFAULT_RETENTION, 1_201_001],
    ]);
  });

  it('writes for the last time when it is disposed of', async () => {
    store.hold = true;
    writer.record(point(1));
    void writer.flush();
    writer.record(point(2));
    const over = writer.dispose();
    store.answer();
    await over;
    expect(store.appended).toEqual([[1], [2]]);
    expect(time.waiting.size).toBe(0);
  });
});
