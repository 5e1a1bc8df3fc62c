/** Which page is seen, without a browser: the few things of a document that are used stand in for it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Page, PageSwitch } from '../../src/page-switch';

/** What PageSwitch uses of an element. */
class FakeElement {
  hidden = false;
  focused = 0;
  connected: FakeElement[] = [];
  parent: FakeElement | undefined;

  focus(): void {
    this.focused += 1;
  }

  after(element: FakeElement): void {
    element.parent = this;
    this.connected.push(element);
  }

  remove(): void {
    if (this.parent) this.parent.connected = this.parent.connected.filter((other) => other !== this);
  }
}

const asElement = (fake: FakeElement): HTMLElement => fake as unknown as HTMLElement;

let conversation: FakeElement;
let follow: () => void;
let told: string[];
let errors: unknown[];
let pages: PageSwitch;

beforeEach(() => {
  conversation = new FakeElement();
  told = [];
  errors = [];
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('addEventListener', (_type: string, listener: () => void) => {
    follow = listener;
  });
  pages = new PageSwitch({ conversation: asElement(conversation), onError: (error) => errors.push(error) });
});
afterEach(() => vi.unstubAllGlobals());

async function go(hash: string): Promise<void> {
  location.hash = hash;
  follow();
  await settled();
}

/** All that was waiting for something that is there is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** @param until what making it waits for. */
function pageAt(hash: string, until: Promise<unknown> = Promise.resolve()): Page & { made: FakeElement[] } {
  const made: FakeElement[] = [];
  return {
    hash,
    made,
    async create() {
      const element = new FakeElement();
      made.push(element);
      await until;
      return asElement(element);
    },
    opened: (element) => told.push(`${hash} opened ${made.findIndex((fake) => asElement(fake) === element)}`),
    closed: () => told.push(`${hash} closed`),
  };
}

it('goes from one page straight to another, and back to the conversation', async () => {
  const [performance, benchmark] = [pageAt('#performance'), pageAt('#benchmark')];
  pages.add(performance);
  pages.add(benchmark);
  pages.start();
  await go('#performance');
  expect(conversation.hidden).toBe(true);
  expect(conversation.connected).toEqual([performance.made[0]]);
  await go('#benchmark');
  expect(conversation.hidden).toBe(true);
  expect(conversation.connected).toEqual([benchmark.made[0]]);
  expect(benchmark.made[0]?.focused).toBe(1);
  await go('');
  expect(conversation.hidden).toBe(false);
  expect(conversation.connected).toEqual([]);
  expect(conversation.focused).toBe(1);
  await go('#benchmark');
  expect(told).toEqual([
    '#performance opened 0',
    '#performance closed',
    '#benchmark opened 0',
    '#benchmark closed',
    '#benchmark opened 1',
  ]);
});

it('shows the page that is asked for last, however long another takes', async () => {
  let arrive = () => {};
  const slow = pageAt(
    '#slow',
    new Promise<void>((resolve) => {
      arrive = resolve;
    }),
  );
  const quick = pageAt('#quick');
  pages.add(slow);
  pages.add(quick);
  pages.start();
  await go('#slow');
  await go('#quick');
  arrive();
  await settled();
  expect(conversation.connected).toEqual([quick.made[0]]);
  expect(told).toEqual(['#quick opened 0']);
});

it('makes a page once that is left and asked for again while it comes', async () => {
  let arrive = () => {};
  const slow = pageAt(
    '#slow',
    new Promise<void>((resolve) => {
      arrive = resolve;
    }),
  );
  pages.add(slow);
  pages.start();
  await go('#slow');
  await go('');
  await go('#slow');
  arrive();
  await settled();
  expect(slow.made).toHaveLength(1);
  expect(conversation.connected).toEqual(slow.made);
  expect(told).toEqual(['#slow opened 0']);
});

it('stays where it is when a page cannot be made, and tells why', async () => {
  pages.add({ hash: '#broken', create: () => Promise.reject(new Error('not there')) });
  pages.start();
  await go('#broken');
  expect(errors).toEqual([new Error('not there')]);
  expect(conversation.hidden).toBe(false);
  expect(conversation.connected).toEqual([]);
});
