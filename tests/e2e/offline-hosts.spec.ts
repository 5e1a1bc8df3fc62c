/** Hosts the user allows, in real Chromium: shut before, open from the next load on, for page and workers, and shut again. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openBrowser, phase, test } from './app';
import { DIST, HostedApp, removeBuild } from './hosted-app';

/** Names that lead to the stand-in; there are no such hosts. */
const HUB = 'hub.example';
const OTHER = 'other.example';

/** Asks for what it is told and says what came of it. */
const PROBE = `onmessage = ({ data }) => fetch(data).then((answer) => answer.text(), (error) => String(error)).then(postMessage);`;

/** A host with TLS as hubs have it; its certificate is its own, and the browser is told not to mind. */
async function standIn(): Promise<{ server: Server; port: number; asked: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${HUB}`];
  execFileSync('openssl', ['req', ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, ({ headers }, response) => {
    asked.push(headers.host?.split(':')[0] ?? '');
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain' });
    response.end('weights');
  });
  removeBuild(folder);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, asked };
}

/** The build with a worker of the test's own in it; the models are not copied. */
function withProbe(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-build-'));
  cpSync(DIST, folder, { recursive: true, filter: (source) => source !== join(DIST, 'models') });
  symlinkSync(join(DIST, 'models'), join(folder, 'models'));
  writeFileSync(join(folder, 'probe.js'), PROBE);
  return folder;
}

/** What the page and what a worker get of an address: its text, or the error's. */
async function reach(page: Page, url: string): Promise<string[]> {
  return page.evaluate(async (address) => {
    const worker = new Worker(new URL('probe.js', document.baseURI).href);
    const ofWorker = new Promise<string>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
    });
    worker.postMessage(address);
    const ofPage = fetch(address).then(
      (answer) => answer.text(),
      (error) => String(error),
    );
    const both = await Promise.all([ofPage, ofWorker]);
    worker.terminate();
    return both;
  }, url);
}

/** Tells the service worker, as the page does, and gives its answer. */
function allow(page: Page, origins: string[]): Promise<unknown> {
  return page.evaluate(async (asked) => {
    const { active } = await navigator.serviceWorker.ready;
    const answer = new Promise<unknown>((resolve) => {
      navigator.serviceWorker.addEventListener('message', ({ data }) => {
        if (data.kind === 'allowed') resolve(data.origins);
      });
    });
    active?.postMessage({ kind: 'allow', origins: asked });
    return answer;
  }, origins);
}

const REFUSED = ['TypeError: Failed to fetch', 'TypeError: Failed to fetch'];
const CAME = ['weights', 'weights'];

for (const [host, setsHeaders] of [
  ['that sets its own headers', true],
  ['that sets none', false],
] as const) {
  test(`on a host ${host}, an allowed origin is reached after one reload, by page and worker, and no other is`, async ({
    profile,
  }) => {
    const { server, port, asked } = await standIn();
    const app = new HostedApp();
    app.setsHeaders = setsHeaders;
    app.folder = withProbe();
    await app.open();
    const flags = [`--host-resolver-rules=MAP ${HUB} 127.0.0.1,MAP ${OTHER} 127.0.0.1`, '--ignore-certificate-errors'];
    const { page, stop } = await openBrowser({ profile, flags, serviceWorkers: 'allow' });
    const [hub, other] = [`https://${HUB}:${port}`, `https://${OTHER}:${port}`];
    const load = async (go: () => Promise<unknown>) => {
      await go();
      await phase(page, 'setup');
      await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.ready.then(() => true));
    };
    try {
      await load(() => page.goto(app.url));
      expect(await reach(page, hub)).toEqual(REFUSED);
      expect(asked).toEqual([]);

      expect(await allow(page, [hub, 'https://*', 'http://insecure.example'])).toEqual([hub]);
      // Nothing changes under a page that is open.
      expect(await reach(page, hub)).toEqual([REFUSED[0], expect.any(String)]);
      asked.length = 0;
      await load(() => page.reload());
      expect(await reach(page, hub)).toEqual(CAME);
      expect(await reach(page, other)).toEqual(REFUSED);
      expect(await reach(page, `https://${HUB}:${port - 1}`)).toEqual(REFUSED);
      expect(asked).toEqual([HUB, HUB]);

      // It lasts, and ends when it is taken back.
      await load(() => page.reload());
      expect(await reach(page, hub)).toEqual(CAME);
      expect(await allow(page, [])).toEqual([]);
      await load(() => page.reload());
      expect(await reach(page, hub)).toEqual(REFUSED);
      expect(asked).toHaveLength(4);
    } finally {
      await stop();
      await app.cut();
      server.closeAllConnections();
      server.close();
      removeBuild(app.folder);
    }
  });
}
