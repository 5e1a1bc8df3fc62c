import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ShellScript, ShellWorker, type ShellWorkerOptions } from '../../src/shell-worker';
import type { UpdateView } from '../../src/ui/view-model';
import type { PageToShell } from '../../workers/protocol';

class FakeScript implements ShellScript {
  told: PageToShell[] = [];
  readonly #listeners: (() => void)[] = [];
  constructor(public state: ServiceWorkerState = 'activated') {}
  postMessage(message: PageToShell): void {
    this.told.push(message);
  }
  addEventListener(_: 'statechange', listener: () => void): void {
    this.#listeners.push(listener);
  }
  become(state: ServiceWorkerState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}

class FakeRegistration {
  active: FakeScript | null = null;
  waiting: FakeScript | null = null;
  installing: FakeScript | null = null;
  looked = 0;
  readonly #listeners: (() => void)[] = [];
  async update(): Promise<void> {
    this.looked++;
    throw new TypeError('There is no network.');
  }
  addEventListener(_: 'updatefound', listener: () => void): void {
    this.#listeners.push(listener);
  }
  find(script: FakeScript): void {
    this.installing = script;
    for (const listener of this.#listeners) listener();
  }
}

function page(options: Partial<ShellWorkerOptions> & { registration?: FakeRegistration } = {}) {
  const { registration = new FakeRegistration(), ...more } = options;
  const seen = { registered: 0, reloads: 0, updates: [] as (UpdateView | undefined)[] };
  let mayReload = true;
  const worker = new ShellWorker({
    controller: undefined,
    register: async () => {
      seen.registered++;
      return registration;
    },
    shell: undefined,
    isolated: true,
    claimReload: () => {
      const may = mayReload;
      mayReload = false;
      return may;
    },
    reload: () => {
      seen.reloads++;
    },
    onUpdate: (update) => seen.updates.push(update),
    ...more,
  });
  return { worker, registration, seen };
}

/** All that is under way in microtasks is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a page on a host that isolates it', () => {
  it('asks for the service worker when it has loaded, and is never reloaded', async () => {
    const { worker, registration, seen } = page();
    worker.onPhase('starting');
    worker.onPhase('loading');
    await settled();
    expect(seen.registered).toBe(0);
    registration.installing = new FakeScript('installing');
    worker.onPhase('ready');
    worker.onPhase('listening');
    await settled();
    expect(seen.registered).toBe(1);
    const first = registration.installing;
    first.become('installed');
    first.become('activated');
    await settled();
    expect(first.told).toEqual([{ kind: 'keep' }]);
    expect(seen).toMatchObject({ reloads: 0, updates: [] });
  });

  it('leaves the network to the set-up', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeScript();
    const { worker, seen } = page({ registration });
    worker.onPhase('setup');
    await settled();
    expect(seen.registered).toBe(1);
    expect(registration.active.told).toEqual([]);
  });

  it('says once that it lives, and of which shell it is', () => {
    const controller = new FakeScript();
    const { worker } = page({ controller, shell: 'two' });
    worker.onPhase('starting');
    expect(controller.told).toEqual([]);
    worker.onPhase('loading');
    worker.onPhase('ready');
    expect(controller.told).toEqual([{ kind: 'started', shell: 'two' }]);
  });

  it('does not say so when it fails at once, and does when it fails later', () => {
    const atOnce = new FakeScript();
    page({ controller: atOnce }).worker.onPhase('failed');
    expect(atOnce.told).toEqual([]);
    const later = new FakeScript();
    const { worker } = page({ controller: later });
    worker.onPhase('loading');
    worker.onPhase('failed');
    expect(later.told).toHaveLength(1);
  });

  it.each([
    ['forbids it', () => Promise.reject(new Error('forbidden'))],
    ['has none', () => Promise.resolve(undefined)],
  ])('works where the browser %s', async (_, register) => {
    const { worker, seen } = page({ register, isolated: false });
    worker.onPhase('ready');
    await worker.lookForUpdate();
    await settled();
    expect(seen).toMatchObject({ reloads: 0, updates: [] });
  });
});

describe('a newer version', () => {
  async function opened() {
    const registration = new FakeRegistration();
    const controller = new FakeScript();
    registration.active = controller;
    const made = page({ registration, controller, shell: 'one' });
    made.worker.onPhase('ready');
    await settled();
    return { ...made, controller };
  }

  it('is told of when it waits, and starts when it is asked for', async () => {
    const { worker, registration, seen } = await opened();
    const newer = new FakeScript('installing');
    registration.find(newer);
    expect(seen.updates).toEqual([]);
    registration.waiting = newer;
    newer.become('installed');
    expect(seen).toMatchObject({ updates: ['ready'], reloads: 0 });
    await worker.takeOver();
    expect(newer.told).toEqual([{ kind: 'take-over' }]);
    newer.become('activating');
    expect(seen.reloads).toBe(0);
    newer.become('activated');
    expect(seen.reloads).toBe(1);
  });

  it('is told of when it waited before the page was opened, and can be put off', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeScript();
    registration.waiting = new FakeScript('installed');
    const { worker, seen } = page({ registration });
    worker.onPhase('ready');
    await settled();
    worker.dismiss();
    expect(seen.updates).toEqual(['ready', undefined]);
    expect(registration.waiting.told).toEqual([]);
  });

  it('that another tab has started is there after a reload', async () => {
    const { worker, seen } = await opened();
    await worker.takeOver();
    expect(seen.reloads).toBe(1);
  });

  it('is looked for without a fault where there is no network', async () => {
    const { worker, registration } = await opened();
    await worker.lookForUpdate();
    expect(registration.looked).toBe(1);
  });

  it('that was taken back is told of until it is read', async () => {
    const { worker, controller, seen } = await opened();
    worker.onMessage({ kind: 'shell', takenBack: false });
    expect(seen.updates).toEqual([]);
    worker.onMessage({ kind: 'shell', takenBack: true });
    worker.dismiss();
    worker.dismiss();
    expect(seen.updates).toEqual(['taken-back', undefined, undefined]);
    expect(controller.told.filter(({ kind }) => kind === 'noted')).toHaveLength(1);
  });
});

describe('a page on a host that does not isolate it', () => {
  function installing() {
    const registration = new FakeRegistration();
    const first = new FakeScript('installing');
    registration.installing = first;
    return { registration, first };
  }

  it('is reloaded once, as soon as the service worker is there', async () => {
    const { registration, first } = installing();
    const { seen } = page({ registration, isolated: false });
    await settled();
    expect(seen).toMatchObject({ registered: 1, reloads: 0 });
    first.become('activated');
    await settled();
    expect(seen.reloads).toBe(1);
  });

  it('is not reloaded again when that did not help', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeScript();
    const { seen } = page({ registration, isolated: false, claimReload: () => false });
    await settled();
    expect(seen.reloads).toBe(0);
    const controlled = page({ registration, isolated: false, controller: new FakeScript() });
    await settled();
    expect(controlled.seen).toMatchObject({ registered: 0, reloads: 0 });
  });

  it('is not reloaded under hands that have begun something', async () => {
    const { registration, first } = installing();
    const { worker, seen } = page({ registration, isolated: false });
    worker.onPhase('setup');
    worker.onPhase('loading');
    first.become('activated');
    await settled();
    expect(seen.reloads).toBe(0);
  });

  it('works on when the service worker comes to nothing', async () => {
    const { registration, first } = installing();
    const { seen } = page({ registration, isolated: false });
    await settled();
    first.become('redundant');
    await settled();
    expect(seen.reloads).toBe(0);
  });
});

describe('hosts the user allows', () => {
  const HUB = 'https://hub.example';
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are told to the service worker, and allowed once it has written them down', async () => {
    const controller = new FakeScript();
    const { worker } = page({ controller });
    let done: boolean | undefined;
    const asked = worker.allow([HUB]).then((allowed) => {
      done = allowed;
    });
    await settled();
    expect(controller.told).toEqual([{ kind: 'allow', origins: [HUB] }]);
    expect(done).toBeUndefined();
    // The answer to an earlier question is none to this.
    worker.onMessage({ kind: 'allowed', origins: [] });
    await settled();
    expect(done).toBeUndefined();
    worker.onMessage({ kind: 'allowed', origins: [HUB] });
    await asked;
    expect(done).toBe(true);
  });

  it('are told to one that does not serve this page yet', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeScript();
    const { worker } = page({ registration });
    const asked = worker.allow([HUB]);
    await settled();
    expect(registration.active.told).toEqual([{ kind: 'allow', origins: [HUB] }]);
    worker.onMessage({ kind: 'allowed', origins: [HUB] });
    expect(await asked).toBe(true);
  });

  it('take effect with a reload, which is awaited until all is as it was', async () => {
    const controller = new FakeScript();
    const { worker } = page({ controller });
    const answered = async (asked: Promise<unknown>, origins: string[]) => {
      await settled();
      worker.onMessage({ kind: 'allowed', origins });
      await asked;
      return worker.awaitsReload;
    };
    expect(worker.awaitsReload).toBe(false);
    expect(await answered(worker.restoreAllowed([HUB]), [HUB])).toBe(false);
    expect(await answered(worker.allow([]), [])).toBe(true);
    expect(await answered(worker.allow([HUB]), [HUB])).toBe(false);
    // Where nothing is allowed nobody has to be told as the page starts.
    const other = page({ controller: new FakeScript() });
    await other.worker.restoreAllowed([]);
    expect(other.worker.awaitsReload).toBe(false);
  });

  it('cannot be allowed without a service worker, or by one of an earlier version', async () => {
    const none = page({ register: async () => undefined });
    expect(await none.worker.allow([HUB])).toBe(false);
    vi.useFakeTimers();
    const old = page({ controller: new FakeScript() });
    const asked = old.worker.allow([HUB]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toBe(false);
  });
});
