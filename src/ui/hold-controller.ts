import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Hold } from './hold';

export interface HoldOptions {
  /** The control is held now, not pressed. */
  enabled(): boolean;
  /** One press takes it down, and the next lets it go. */
  latching(): boolean;
  /** The control. */
  button(): HTMLElement | null;
  onDown(): void;
  onUp(): void;
}

/** Elements to which the space bar means something of their own; the panel of settings is one as a whole. */
const OWN_SPACE = 'input, textarea, select, button, summary, a[href], [contenteditable], [popover]';

/**
 * Holds a button down by finger or mouse, by Space or Enter on it, by Space anywhere on the page where it means nothing
 * else, and by a click without a pointer: assistive technology cannot hold, so its first click holds and its second lets
 * go. Where it latches, that is how everyone does it. Whatever takes the page out of sight lets go too, or the microphone would stay open behind the user's back.
 */
export class HoldController implements ReactiveController {
  readonly #hold: Hold;
  #pointerId: number | undefined;
  /** The click that follows a pointer's hold is part of it. */
  #clickIsOurs = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly options: HoldOptions,
  ) {
    this.#hold = new Hold(options.onDown, options.onUp);
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#keyDown);
    window.addEventListener('keyup', this.#keyUp);
    window.addEventListener('blur', this.#blur);
    document.addEventListener('visibilitychange', this.#blur);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#keyDown);
    window.removeEventListener('keyup', this.#keyUp);
    window.removeEventListener('blur', this.#blur);
    document.removeEventListener('visibilitychange', this.#blur);
    this.#letGo();
  }

  /** The microphone was lost or the mode changed while the button was down. */
  hostUpdated(): void {
    if (!this.options.enabled()) this.#letGo();
  }

  readonly pointerDown = (event: PointerEvent): void => {
    const held = this.options.enabled() && !this.options.latching();
    this.#clickIsOurs = held;
    if (!held || event.button !== 0 || !event.isPrimary) return;
    // Captured, so that a finger that slides off the disc goes on talking until it is lifted.
    this.options.button()?.setPointerCapture(event.pointerId);
    this.#pointerId = event.pointerId;
    this.#hold.down('pointer');
  };

  /** For `pointerup`, `pointercancel`, `pointerleave` and `lostpointercapture`. */
  readonly pointerUp = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointerId) return;
    this.#pointerId = undefined;
    this.#hold.up('pointer');
  };

  /** True when the click belonged to holding, false when it is a press. */
  click(): boolean {
    const ours = this.#clickIsOurs;
    this.#clickIsOurs = false;
    if (ours) return true;
    if (!this.options.enabled()) return false;
    if (this.#hold.isDown) this.#hold.up();
    else this.#hold.down('click');
    return true;
  }

  /** A long press opens no menu. */
  readonly contextMenu = (event: Event): void => {
    if (this.options.enabled()) event.preventDefault();
  };

  readonly #letGo = (): void => {
    this.#pointerId = undefined;
    this.#hold.up();
  };

  /** What is pressed once stays down while the user looks at another window; a finger does not. */
  readonly #blur = (): void => {
    if (!this.options.latching() || document.hidden) this.#letGo();
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (!this.#isOurs(event)) return;
    // Also when repeated: the page must not scroll, and the button not be pressed.
    event.preventDefault();
    if (event.repeat) return;
    if (!this.options.latching()) this.#hold.down(event.key);
    else if (this.#hold.isDown) this.#hold.up();
    else this.#hold.down('click');
  };

  readonly #keyUp = (event: KeyboardEvent): void => {
    // A button is clicked when Space comes up over it, in some browsers even if its going down was prevented.
    if (this.#isOurs(event)) event.preventDefault();
    if (!this.options.latching()) this.#hold.up(event.key);
  };

  #isOurs(event: KeyboardEvent): boolean {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (key !== ' ' && key !== 'Enter') return false;
    if (!this.options.enabled() || event.isComposing || ctrlKey || altKey || metaKey) return false;
    const path = event.composedPath();
    const button = this.options.button();
    if (button && path.includes(button)) return true;
    return key === ' ' && !path.some((node) => node instanceof Element && node.matches(OWN_SPACE));
  }
}
