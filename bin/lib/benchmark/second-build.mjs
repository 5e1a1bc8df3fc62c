// Another built app in a tab beside the first one: a server of its own, and its models on the same browser profile.
import { serveApp } from '../serve-app.mjs';

const READY_MS = 180_000;

/** @returns `page`: ready, its second start, as the first build's is. `close`: of the server. */
export async function openSecondBuild(context, dist) {
  const server = await serveApp(0, dist);
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => window.sotto?.phase === 'setup', null, { timeout: READY_MS });
    await page.locator('#setup').click();
    await ready(page);
    await page.reload();
    await ready(page);
    return { page, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function ready(page) {
  await page.waitForFunction(() => window.sotto?.readyMs !== undefined || window.sotto?.phase === 'failed', null, {
    timeout: READY_MS,
  });
  if ((await page.evaluate(() => window.sotto.readyMs)) === undefined) {
    throw new Error('The other build did not get ready.');
  }
}
