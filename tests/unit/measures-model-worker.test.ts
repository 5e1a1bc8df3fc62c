import { describe, expect, it } from 'vitest';
import { ModelWorker } from '../../src/models/model-worker';
import type { RealmReport } from '../../workers/protocol';
import { FakeWorker } from './model-fakes';
import { failureOf } from './pack-fakes';

interface TestCalls {
  work: { request: number; progress: never; answer: number };
}
const LONG_MS = 60_000;
const REPORT: RealmReport = {
  realm: 'stt',
  sinceMs: 0,
  untilMs: 1,
  measures: [],
  busyMs: 0,
  wasmHeapBytes: undefined,
  requests: [],
  selfMs: 0,
};

function modelOf() {
  const workers: FakeWorker[] = [];
  const reports: RealmReport[] = [];
  const model = new ModelWorker<TestCalls>({
    name: 'ear',
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onMeasures: (report) => reports.push(report),
    onBroken: () => {},
  });
  return { model, workers, reports };
}

const say = (worker: FakeWorker | undefined, data: unknown) =>
  worker?.dispatchEvent(new MessageEvent('message', { data }));

describe('the worker of a model', () => {
  it('that does not run answers no ping, and is not started by one', async () => {
    const { model, workers } = modelOf();
    expect(await model.ping(LONG_MS)).toBeUndefined();
    expect(workers).toEqual([]);
  });

  it('that runs answers a ping', async () => {
    const { model, workers } = modelOf();
    void failureOf(model.call('work', 1));
    const ping = model.ping(LONG_MS);
    expect(workers[0]?.sent.at(-1)).toEqual({ kind: 'ping', id: 2 });
    say(workers[0], { kind: 'pong', id: 2 });
    expect(await ping).toBeGreaterThanOrEqual(0);
    model.restart();
  });

  it('that is ended meanwhile answers none', async () => {
    const { model } = modelOf();
    void failureOf(model.call('work', 1));
    const ping = model.ping(LONG_MS);
    model.restart();
    expect(await ping).toBeUndefined();
  });

  it('hands on what it says of its work', () => {
    const { model, workers, reports } = modelOf();
    void failureOf(model.call('work', 1));
    say(workers[0], { kind: 'measures', report: REPORT });
    expect(reports).toEqual([REPORT]);
    model.restart();
  });
});
