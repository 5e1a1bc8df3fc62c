import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWER_WITHIN_MS, checkHealth, type HealthSources } from '../../src/perf/health';
import type { HealthCheckName } from '../../src/store/health';

/** A device on which all is well; the test makes parts of it ill. */
function sourcesOf(changes: Partial<HealthSources> = {}): HealthSources {
  return {
    models: () => [
      { title: 'Whisper', state: 'ready' },
      { title: 'Voice', state: 'ready' },
    ],
    audio: () => 'running',
    storage: async (text) => text,
    workers: () => [
      { title: 'stt', ping: async () => 3.2 },
      { title: 'llm', ping: async () => 120 },
    ],
    memoryMb: () => 900,
    pressure: () => 1,
    ...changes,
  };
}

const never = () => new Promise<never>(() => {});
const NAMES: Record<HealthCheckName, true> = {
  models: true,
  audio: true,
  storage: true,
  workers: true,
  memory: true,
  pressure: true,
};

async function checkOf(name: HealthCheckName, changes: Partial<HealthSources>) {
  const report = checkHealth(sourcesOf(changes), 42);
  await vi.advanceTimersByTimeAsync(ANSWER_WITHIN_MS);
  const { checks } = await report;
  const others = checks.filter((check) => check.name !== name);
  expect(others.map(({ verdict }) => verdict)).toEqual(others.map(() => 'good'));
  return checks.find((check) => check.name === name);
}

describe('the health check', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('finds a well device well, at once, with nothing to do', async () => {
    const { atMs, checks } = await checkHealth(sourcesOf(), 42);
    expect(atMs).toBe(42);
    expect(checks.map(({ name }) => name).sort()).toEqual(Object.keys(NAMES).sort());
    for (const check of checks) {
      expect(check).toMatchObject({ verdict: 'good', advice: undefined });
      expect(check.finding).toMatch(/^[A-Z].*\.$/);
    }
    expect(checks.find(({ name }) => name === 'workers')?.finding).toBe('All 2 answer, the slowest within 120 ms.');
  });

  it.each<[string, HealthCheckName, Partial<HealthSources>, RegExp]>([
    ['failed', 'models', { models: () => [{ title: 'Whisper', state: 'failed' }] }, /Not started: Whisper/],
    ['missing', 'models', { models: () => [{ title: 'Whisper', state: 'missing' }] }, /Not on this device: Whisper/],
    ['loading', 'models', { models: async () => [{ title: 'Whisper', state: 'loading' }] }, /Still loading: Whisper/],
    ['not asked for', 'models', { models: () => [] }, /No model/],
    ['suspended', 'audio', { audio: () => 'suspended' }, /suspended/],
    ['interrupted', 'audio', { audio: () => 'interrupted' }, /interrupted/],
    ['closed', 'audio', { audio: () => 'closed' }, /closed/],
    ['forgetful', 'storage', { storage: async () => undefined }, /something else/],
    ['mixed up', 'storage', { storage: async () => 'sotto-health-41' }, /something else/],
    ['full', 'storage', { storage: async () => Promise.reject(new Error('The quota is met.')) }, /The quota is met\./],
    ['too much', 'memory', { memoryMb: () => 4097 }, /4097 MB/],
    ['serious', 'pressure', { pressure: () => 2 }, /serious/],
    ['critical', 'pressure', { pressure: async () => 3 }, /critical/],
  ])('finds what is %s in %s, and says what to do', async (_, name, changes, finding) => {
    const check = await checkOf(name, changes);
    expect(check).toMatchObject({ name, verdict: 'bad', finding: expect.stringMatching(finding) });
    expect(check?.advice).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[HealthCheckName, Partial<HealthSources>]>([
    ['memory', { memoryMb: () => undefined }],
    ['pressure', { pressure: () => undefined }],
  ])('does not guess the %s a browser does not tell', async (name, changes) => {
    expect(await checkOf(name, changes)).toMatchObject({ verdict: 'unknown', advice: undefined });
  });

  it('needs no sound and no worker before anything was asked', async () => {
    expect(await checkOf('audio', { audio: () => 'not-needed' })).toMatchObject({ verdict: 'good' });
    expect(await checkOf('workers', { workers: () => [] })).toMatchObject({ verdict: 'good' });
  });

  it('names each worker that is silent, and waits no longer for several than for one', async () => {
    const check = await checkOf('workers', {
      workers: () => [
        { title: 'hangs', ping: never },
        { title: 'is gone', ping: async () => undefined },
        { title: 'fails', ping: async () => Promise.reject(new Error('no')) },
        { title: 'is well', ping: async () => 1 },
      ],
    });
    expect(check).toMatchObject({ verdict: 'bad', finding: 'No answer within a second: hangs, is gone, fails.' });
  });

  it.each<[HealthCheckName, Partial<HealthSources>]>([
    ['models', { models: never }],
    ['audio', { audio: never }],
    ['storage', { storage: never }],
    ['memory', { memoryMb: never }],
    ['pressure', { pressure: never }],
  ])('does not hang when %s does', async (name, changes) => {
    const check = await checkOf(name, changes);
    expect(check).toMatchObject({ verdict: 'bad', finding: expect.stringMatching(/did not answer within a second/) });
    expect(check?.advice).toMatch(/^[A-Z].*\.$/);
  });

  it('survives sources that throw at once, and failures that come too late', async () => {
    const broken = () => {
      throw new Error('It is broken.');
    };
    expect(await checkOf('models', { models: broken })).toMatchObject({ verdict: 'bad' });
    expect(await checkOf('workers', { workers: broken })).toMatchObject({ verdict: 'bad' });
    const late = () =>
      new Promise<string>((_, reject) => setTimeout(() => reject(new Error('Late.')), ANSWER_WITHIN_MS + 1));
    expect(await checkOf('storage', { storage: late })).toMatchObject({ verdict: 'bad' });
    await vi.advanceTimersByTimeAsync(10);
  });
});
