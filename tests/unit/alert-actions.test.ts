import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AlertActionsOptions, act, alertLine } from '../../src/perf/alerts/actions';
import type { AlertChange } from '../../src/perf/alerts/alert-engine';
import { AlertNotifications, browserNotifications, type NotificationsLike } from '../../src/perf/alerts/notifications';
import { webhookUrl } from '../../src/perf/alerts/webhook';
import type { AlertAction } from '../../src/store/alert';

function changeOf(action: AlertAction, kind: AlertChange['kind'] = 'raised'): AlertChange {
  return {
    kind,
    alert: {
      ...{ id: 'a', rule: 'Slow reply', condition: 'latency > 3000', severity: 'warning', action },
      ...{ raisedAtMs: 1, clearedAtMs: kind === 'cleared' ? 2 : undefined, value: 3421.4, component: 'pipeline' },
    },
  };
}

/** Stands in for the browser's notifications and its question to the user. */
class FakeNotifications implements NotificationsLike {
  asked = 0;
  shown: { title: string; body: string; tag: string }[] = [];
  constructor(
    public permission: NotificationPermission,
    private readonly answer: NotificationPermission | Error = 'granted',
    private readonly fault?: Error,
  ) {}
  async requestPermission(): Promise<NotificationPermission> {
    this.asked++;
    if (this.answer instanceof Error) throw this.answer;
    this.permission = this.answer;
    return this.answer;
  }
  show(title: string, { body, tag }: { body: string; tag: string }): void {
    if (this.fault) throw this.fault;
    this.shown.push({ title, body, tag });
  }
}

function bench(options: Partial<AlertActionsOptions> = {}) {
  const lines: string[] = [];
  const degraded: AlertChange[] = [];
  const fetched: string[] = [];
  const all: AlertActionsOptions = {
    log: (line) => lines.push(line),
    notifications: new AlertNotifications(undefined, false),
    onDegrade: (change) => degraded.push(change),
    webhookAddress: () => undefined,
    fetch: async (input) => {
      fetched.push(String(input));
      return new Response();
    },
    ...options,
  };
  return { lines, degraded, fetched, act: (change: AlertChange) => act(change, all) };
}

describe('what is done about an alert', () => {
  it('is a line in the log, at its beginning and its end', async () => {
    const { act, lines, degraded, fetched } = bench();
    expect(await act(changeOf('log_warning'))).toEqual({ kind: 'done' });
    expect(await act(changeOf('log_warning', 'cleared'))).toEqual({ kind: 'done' });
    expect(lines).toEqual(['Slow reply: latency > 3000, now 3421 (pipeline)', 'Slow reply: over']);
    expect([degraded, fetched]).toEqual([[], []]);
  });

  it('writes small figures with their decimals', () => {
    const change = changeOf('log_warning');
    expect(alertLine({ ...change, alert: { ...change.alert, value: 0.0625, component: undefined } })).toBe(
      'Slow reply: latency > 3000, now 0.063',
    );
  });

  it('is a wish for less work, and its end', async () => {
    const { act, degraded } = bench();
    await act(changeOf('degrade'));
    await act(changeOf('degrade', 'cleared'));
    expect(degraded.map(({ kind }) => kind)).toEqual(['raised', 'cleared']);
  });

  it('tells a failure of whoever was told, and throws none', async () => {
    const { act } = bench({
      log: () => {
        throw new Error('The log is full.');
      },
    });
    expect(await act(changeOf('log_warning'))).toEqual({ kind: 'failed', message: 'The log is full.' });
  });
});

describe('notifications', () => {
  it.each<[NotificationsLike | undefined, boolean, RegExp]>([
    [undefined, true, /has no notifications/],
    [new FakeNotifications('granted'), false, /switched off/],
    [new FakeNotifications('default'), true, /switched off/],
    [new FakeNotifications('denied'), true, /does not allow/],
  ])('are not shown, nor asked for, without the user’s and the browser’s word (%#)', async (api, isWanted, reason) => {
    const { act } = bench({ notifications: new AlertNotifications(api, isWanted) });
    const outcome = await act(changeOf('send_notification'));
    expect(outcome).toMatchObject({ kind: 'skipped', reason: expect.stringMatching(reason) });
    if (api instanceof FakeNotifications) expect([api.asked, api.shown]).toEqual([0, []]);
  });

  it('are asked for once the user switches them on, and shown for what begins', async () => {
    const api = new FakeNotifications('default');
    const notifications = new AlertNotifications(api, false);
    const { act } = bench({ notifications });
    expect(notifications.state).toBe('off');
    expect(await notifications.switchOn()).toBe('on');
    expect(api.asked).toBe(1);
    expect(await act(changeOf('send_notification'))).toEqual({ kind: 'done' });
    expect(await act(changeOf('send_notification', 'cleared'))).toMatchObject({ kind: 'skipped' });
    expect(api.shown).toEqual([
      {
        title: 'Sotto: Slow reply',
        body: 'Slow reply: latency > 3000, now 3421 (pipeline)',
        tag: 'Sotto: Slow reply',
      },
    ]);
    notifications.switchOff();
    await act(changeOf('send_notification'));
    expect(api.shown).toHaveLength(1);
  });

  it('are not asked for twice when the browser has its answer', async () => {
    for (const permission of ['granted', 'denied'] as const) {
      const api = new FakeNotifications(permission);
      expect(await new AlertNotifications(api, false).switchOn()).toBe(permission === 'granted' ? 'on' : 'denied');
      expect(api.asked).toBe(0);
    }
  });

  it('stay off when the question is closed, refused or fails', async () => {
    const stateAfter = (answer: NotificationPermission | Error) =>
      new AlertNotifications(new FakeNotifications('default', answer), false).switchOn();
    expect(await stateAfter('default')).toBe('off');
    expect(await stateAfter('denied')).toBe('denied');
    expect(await stateAfter(new Error('a policy'))).toBe('off');
  });

  it('that a phone refuses to show are told as failed', async () => {
    const api = new FakeNotifications('granted', 'granted', new TypeError('Illegal constructor.'));
    const { act } = bench({ notifications: new AlertNotifications(api, true) });
    expect(await act(changeOf('send_notification'))).toEqual({ kind: 'failed', message: 'Illegal constructor.' });
  });

  it('are missing where the browser has none', () => expect(browserNotifications()).toBeUndefined());
});

describe('the webhook', () => {
  /** A real server on loopback; its path says what to answer. */
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    received.push({ method: request.method, type: request.headers['content-type'], body });
    if (request.url === '/hang-up') {
      request.socket.destroy();
      return;
    }
    if (request.url === '/elsewhere') response.setHeader('Location', '/');
    response.statusCode = { '/broken': 500, '/elsewhere': 302 }[request.url ?? ''] ?? 204;
    response.end();
  });
  const received: { method: string | undefined; type: string | undefined; body: string }[] = [];
  let base = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (!isAddress(address)) throw new Error('The server has no port.');
    base = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const actOn = (address: string | undefined) =>
    bench({ webhookAddress: () => address, fetch }).act(changeOf('webhook'));

  it('is off without an address', async () => {
    const { act, fetched } = bench();
    expect(await act(changeOf('webhook'))).toEqual({ kind: 'skipped', reason: 'No address is set.' });
    expect(await actOn('  ')).toMatchObject({ kind: 'skipped' });
    expect(fetched).toEqual([]);
  });

  it('posts the alert as JSON to the address the user set', async () => {
    received.length = 0;
    expect(await actOn(`${base}/hook`)).toEqual({ kind: 'done' });
    expect(received).toMatchObject([{ method: 'POST', type: 'application/json' }]);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      ...{ source: 'sotto', kind: 'raised', id: 'a', rule: 'Slow reply', condition: 'latency > 3000' },
      ...{ severity: 'warning', action: 'webhook', raisedAtMs: 1, value: 3421.4, component: 'pipeline' },
    });
  });

  it.each([
    ['/broken', /answered 500/],
    ['/elsewhere', /was not reached/],
    ['/hang-up', /was not reached/],
  ])('tells of a failure and tries once: %s', async (path, message) => {
    received.length = 0;
    expect(await actOn(base + path)).toMatchObject({ kind: 'failed', message: expect.stringMatching(message) });
    expect(received).toHaveLength(1);
  });

  it.each(['no address', 'ftp://127.0.0.1/', 'javascript:alert(1)', 'file:///x', 'http://me:secret@127.0.0.1/', '//x'])(
    'posts nothing to %s',
    async (address) => {
      const { act, fetched } = bench({ webhookAddress: () => address });
      expect(webhookUrl(address)).toBeUndefined();
      expect(await act(changeOf('webhook'))).toMatchObject({ kind: 'failed' });
      expect(fetched).toEqual([]);
    },
  );
});

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
