import { readFileSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';
import { serveApp } from '../../bin/lib/serve-app.mjs';
import { securityHeaders } from '../../workers/offline/security-headers';
import { expect, openBrowser, phase, setUp, test } from './app';
import { ask, QUIET } from './installed';

const PREFIX = '/some/where/else/';

test('under a path of its own the app sets itself up and answers, and asks for nothing outside it', async ({
  profile,
}) => {
  const server = await serveApp(0, undefined, PREFIX);
  const { context, page, stop } = await openBrowser({ profile, flags: [QUIET] });
  try {
    const outside: string[] = [];
    const failed: string[] = [];
    context.on('request', (request) => {
      const { protocol, pathname } = new URL(request.url());
      if (protocol === 'http:' && !pathname.startsWith(PREFIX)) outside.push(request.url());
    });
    context.on('response', (response) => {
      if (response.status() >= 400) failed.push(response.url());
    });
    expect(new URL(server.url).pathname).toBe(PREFIX);
    await page.goto(server.url);
    await setUp(page);

    expect((await ask(page, 'What is 25 times 7?'))?.reply).toContain('175');
    // The model's runtime and the parts that are loaded when they are first looked at.
    expect((await ask(page, 'Tell me a joke.'))?.outcome).toBe('answered');
    await page.goto(`${server.url}#performance`);
    await expect(page.locator('sotto-dashboard')).toBeVisible();
    await page.goto(`${server.url}#benchmark`);
    await expect(page.locator('sotto-benchmark')).toBeVisible();

    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(outside).toEqual([]);
    expect(failed).toEqual([]);
  } finally {
    await stop();
    await server.close();
  }
});

interface AppManifest {
  url: string;
  errors: { message: string }[];
}

interface Installability {
  installabilityErrors: { errorId: string }[];
}

/** What Chromium itself finds wrong with the manifest, and with installing the app. */
async function installability(devtools: CDPSession): Promise<{ url: string; wrong: string[]; missing: string[] }> {
  const { url, errors }: AppManifest = await devtools.send('Page.getAppManifest');
  const { installabilityErrors }: Installability = await devtools.send('Page.getInstallabilityErrors');
  return {
    url,
    wrong: errors.map(({ message }) => message),
    missing: installabilityErrors.map(({ errorId }) => errorId),
  };
}

for (const path of ['/', PREFIX]) {
  test(`Chromium finds nothing that keeps it from installing the app at ${path}`, async ({ profile }) => {
    const server = await serveApp(0, undefined, path);
    const { context, page, stop } = await openBrowser({ profile });
    try {
      await page.goto(server.url);
      await phase(page, 'setup');
      const found = await installability(await context.newCDPSession(page));
      expect(found).toEqual({ url: new URL('manifest.webmanifest', server.url).href, wrong: [], missing: [] });
    } finally {
      await stop();
      await server.close();
    }
  });
}

test('a shortcut of the installed app opens its part of the page', async ({ url, profile }) => {
  const { page, stop } = await openBrowser({ profile });
  try {
    await page.goto(new URL('./#performance', url).href);
    await expect(page.locator('sotto-dashboard')).toBeVisible();
  } finally {
    await stop();
  }
});

test('what is built is served with the one list of headers, and so says its _headers', async ({ url, request }) => {
  const headers = (await request.get(url)).headers();
  const built = readFileSync(`${process.env.SOTTO_DIST ?? 'dist'}/_headers`, 'utf8');
  for (const [name, value] of Object.entries(securityHeaders({ connect: process.env.SOTTO_CONNECT }))) {
    expect(headers[name.toLowerCase()]).toBe(value);
    expect(built).toContain(`  ${name}: ${value}\n`);
  }
});

test('whoever is served the app is served the licences of all that is in it', async ({ request, url }) => {
  const notices = await request.get(new URL('licences/THIRD_PARTY_NOTICES.txt', url).href);
  expect(await notices.text()).toContain('GNU GENERAL PUBLIC LICENSE');
  expect(await (await request.get(new URL('licences/LICENSE.txt', url).href)).text()).toContain('MIT License');
});
