import { describe, expect, it } from 'vitest';
import { WakeLock } from '../../src/wake-lock';
import { settle } from './turn-fakes';

/** A screen that is asked for locks. */
class FakeScreen {
  isVisible = true;
  refuses = false;
  /** Set, a request is answered only by calling it. */
  waits = false;
  answer: () => void = () => {};
  asked = 0;
  held = 0;
  #show: () => void = () => {};
  #onRelease: (() => void)[] = [];

  readonly host = {
    request: async () => {
      this.asked++;
      if (this.waits) {
        await new Promise<void>((resolve) => {
          this.answer = resolve;
        });
      }
      if (this.refuses) throw new DOMException('low battery', 'NotAllowedError');
      this.held++;
      const events = new EventTarget();
      let isHeld = true;
      const release = async () => {
        if (!isHeld) return;
        isHeld = false;
        this.held--;
        events.dispatchEvent(new Event('release'));
      };
      this.#onRelease.push(() => void release());
      return { release, addEventListener: events.addEventListener.bind(events) };
    },
    visible: () => this.isVisible,
    onVisible: (callback: () => void) => {
      this.#show = callback;
    },
  };

  hide(): void {
    this.isVisible = false;
    for (const release of this.#onRelease.splice(0)) release();
  }
  show(): void {
    this.isVisible = true;
    this.#show();
  }
}

function bench() {
  const screen = new FakeScreen();
  return { screen, lock: new WakeLock(screen.host) };
}

describe('the screen', () => {
  it('stays awake for as long as that is wanted', async () => {
    const { screen, lock } = bench();
    expect(screen.asked).toBe(0);
    lock.wanted = true;
    lock.wanted = true;
    await settle();
    expect([screen.asked, screen.held]).toEqual([1, 1]);
    lock.wanted = false;
    await settle();
    expect(screen.held).toBe(0);
  });

  it('is kept awake again when the page is shown again', async () => {
    const { screen, lock } = bench();
    lock.wanted = true;
    await settle();
    screen.hide();
    expect(screen.held).toBe(0);
    screen.show();
    await settle();
    expect(screen.held).toBe(1);
  });

  it('is not asked for while the page is hidden, but when it is shown', async () => {
    const { screen, lock } = bench();
    screen.hide();
    lock.wanted = true;
    await settle();
    expect(screen.asked).toBe(0);
    screen.show();
    await settle();
    expect(screen.held).toBe(1);
  });

  it('is given back when it came too late', async () => {
    const { screen, lock } = bench();
    screen.waits = true;
    lock.wanted = true;
    lock.wanted = false;
    await settle();
    screen.answer();
    await settle();
    expect([screen.asked, screen.held]).toEqual([1, 0]);
  });

  it('may refuse, and is asked again when the page is shown anew', async () => {
    const { screen, lock } = bench();
    screen.refuses = true;
    lock.wanted = true;
    await settle();
    screen.refuses = false;
    screen.show();
    await settle();
    expect(screen.held).toBe(1);
  });

  it('is left alone where the browser knows no such thing', () => {
    const lock = new WakeLock(undefined);
    expect(() => {
      lock.wanted = true;
      lock.wanted = false;
    }).not.toThrow();
  });
});
