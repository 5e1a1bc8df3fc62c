/** What a page says, to be held against what it says in another language. */
import type { Page } from '@playwright/test';
import { expect } from './app';

/**
 * Every piece of text that is seen or read aloud, once each. Left out is what is marked as English or as code, and what people
 * said, which is in whatever language they said it; of what is left, what has no word of three letters.
 */
export function wordsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = new Set<string>();
    const add = (words: string | null) => {
      const text = words?.replace(/\s+/g, ' ').trim() ?? '';
      if (/[a-z]{3}/i.test(text)) said.add(text);
    };
    const look = (root: Document | ShadowRoot | Element): void => {
      for (const node of root.childNodes) {
        if (node instanceof Text) add(node.textContent);
        if (!(node instanceof Element) || node.matches('[lang], code, bdi, [dir=auto], style, script, title')) continue;
        for (const name of ['aria-label', 'aria-valuetext', 'placeholder', 'data-label']) add(node.getAttribute(name));
        if (node.shadowRoot) look(node.shadowRoot);
        look(node);
      }
    };
    look(document.body);
    return [...said];
  });
}

/** Each direction that any of these elements has, wherever they are. */
function directionsOf(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((all) => [...new Set(all.map((element) => getComputedStyle(element).direction))]);
}

/**
 * Nothing English is left in German and in Arabic, where all but the drawings runs from the right. The page is then in Arabic.
 * @param read opens the page in a language and gives its words. @param names what is the same in every language.
 * @param asInGerman English words that are German ones, too.
 */
export async function expectTranslated(
  page: Page,
  read: (locale: string) => Promise<string[]>,
  { names, asInGerman }: { names: RegExp; asInGerman: RegExp },
): Promise<void> {
  const english = new Set(await read('en'));
  const leftIn = async (locale: string) =>
    (await read(locale)).filter((words) => english.has(words) && !names.test(words));
  expect((await leftIn('de')).filter((words) => !asInGerman.test(words))).toEqual([]);
  expect(await leftIn('ar')).toEqual([]);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).direction)).toBe('rtl');
  expect(await directionsOf(page, 'svg, .plot')).toEqual(['ltr']);
}

/** In a language that runs from the right the way back is to the right, and every way on, while it is closed, to the left. */
export async function expectMirroredChevrons(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const pointing = (selector: string) =>
    page.locator(`${selector} .chevron path`).evaluateAll((paths) => {
      const ways = paths.map((path) =>
        path instanceof SVGPathElement && (path.getScreenCTM()?.a ?? 0) < 0 ? '←' : '→',
      );
      return [...new Set(ways)];
    });
  expect(await pointing('#back')).toEqual(['→']);
  expect(await pointing(':is(details:not([open]) > summary, .onward)')).toEqual(['←']);
}
