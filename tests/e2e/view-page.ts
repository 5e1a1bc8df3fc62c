/** A harness page, served for all tests of a spec, and opened for each in a browser of its own. */
import type { Page } from '@playwright/test';
import { serveHarness } from '../../bin/lib/serve-harness.mjs';
import { type Browser, expect, openBrowser, test } from './app';
import { complaintsOf } from './complaints';

export interface ViewPage {
  /** The page's address. */
  readonly url: string;
  /** Opens it in another browser, with other flags, in place of the one that the test began with. */
  reopen(profile: string, flags: string[]): Promise<void>;
}

/**
 * Call once in a spec, before its first test. No test passes in which the page complained of anything, the security policy's
 * refusals among it.
 * @param name of the harness, as `models`. @param onOpen takes the page of the test that begins; it is 1280 px wide.
 */
export function viewPage(name: string, onOpen: (page: Page) => void, flags: string[] = []): ViewPage {
  let server: Awaited<ReturnType<typeof serveHarness>> | undefined;
  let browser: Browser | undefined;
  let complaints: string[] = [];

  async function open(profile: string, given: string[]): Promise<void> {
    browser = await openBrowser({ profile, flags: given, viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(browser.page);
    onOpen(browser.page);
  }

  test.beforeAll(async () => {
    server = await serveHarness(`tests/e2e/${name}-harness.html`);
  });
  test.afterAll(() => server?.close());
  test.beforeEach(({ profile }) => open(profile, flags));
  test.afterEach(async () => {
    await browser?.stop();
    expect(complaints).toEqual([]);
  });

  return {
    get url() {
      if (!server) throw new Error('The harness is served from the first test on.');
      return server.url;
    },
    reopen: async (profile, given) => {
      await browser?.stop();
      await open(profile, given);
    },
  };
}

/** How far the page can be scrolled sideways, in pixels. */
export function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth = 0, clientWidth = 0 } = document.scrollingElement ?? {};
    return scrollWidth - clientWidth;
  });
}

/** Elements that can be scrolled sideways, the page itself among them. */
export function sidewaysIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { overflowX } = getComputedStyle(element);
        const scrolls = /auto|scroll/.test(overflowX) || element === document.scrollingElement;
        if (scrolls && element.scrollWidth > element.clientWidth)
          wide.push(`${element.localName}.${element.className}`);
      }
    };
    look(document);
    return wide;
  });
}
