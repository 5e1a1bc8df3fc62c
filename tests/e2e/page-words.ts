/** What a page says, to be held against what it says in another language. */
import type { Page } from '@playwright/test';

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
export function directionsOf(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((all) => [...new Set(all.map((element) => getComputedStyle(element).direction))]);
}
