/** Which page is seen: the conversation, or the one that the address names after its `#`. */

import { wordsHere } from './ui/text/text';

/** A page beside the conversation. */
export interface Page {
  /** As `#models`. */
  hash: string;
  /** Fetches what it needs and makes its element: nothing of it is loaded before it is first looked at. */
  create(): Promise<HTMLElement>;
  /** It is on the page now. */
  opened?(element: HTMLElement): void;
  /** It was taken off the page. */
  closed?(): void;
}

export interface PageSwitchOptions {
  /** What the others take the place of. */
  conversation: HTMLElement;
  onError(error: unknown): void;
}

export class PageSwitch {
  readonly #pages = new Map<string, Page>();
  #open: { page: Page; element: HTMLElement } | undefined;
  /** On their way: one that is left and asked for again meanwhile is not made twice. */
  readonly #coming = new Map<Page, Promise<HTMLElement>>();
  /** What is asked for; a page that was long to fetch may no longer be. */
  #wanted: Page | undefined;

  constructor(private readonly options: PageSwitchOptions) {}

  add(page: Page): void {
    this.#pages.set(page.hash, page);
  }

  /** Follows the address from now on. */
  start(): void {
    addEventListener('hashchange', () => this.#follow());
    this.#follow();
  }

  #follow(): void {
    this.#wanted = this.#pages.get(location.hash);
    if (this.#wanted === this.#open?.page) return;
    if (this.#wanted) void this.#show(this.#wanted).catch(this.options.onError);
    else this.#close(true);
  }

  async #show(page: Page): Promise<void> {
    const element = await this.#made(page);
    if (page !== this.#wanted || page === this.#open?.page) return;
    const { conversation } = this.options;
    this.#close(false);
    this.#open = { page, element };
    conversation.hidden = true;
    conversation.after(element);
    element.focus();
    scrollTo(0, 0);
    page.opened?.(element);
  }

  #made(page: Page): Promise<HTMLElement> {
    const coming = this.#coming.get(page);
    if (coming) return coming;
    const make = async () => {
      const element = await page.create();
      await wordsHere();
      return element;
    };
    const made = make().finally(() => this.#coming.delete(page));
    this.#coming.set(page, made);
    return made;
  }

  #close(toConversation: boolean): void {
    const open = this.#open;
    this.#open = undefined;
    open?.element.remove();
    open?.page.closed?.();
    if (!toConversation || !open) return;
    this.options.conversation.hidden = false;
    this.options.conversation.focus();
  }
}
