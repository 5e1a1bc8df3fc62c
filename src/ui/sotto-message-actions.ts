import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { confirmStyles, confirmTemplate } from './confirm';
import { copyIcon, deleteIcon, doneIcon, editIcon, replayIcon } from './icons';
import { shared } from './shared.styles';
import { messageActionsStyles } from './sotto-message-actions.styles';
import { conversationText } from './text/conversation/words';
import { Words } from './text/text';
import { IntentEvent, type MessageView } from './view-model';

/** The user wants to ask something else in the place of this question. */
export class EditQuestionEvent extends Event {
  static readonly type = 'sotto-edit-question';
  constructor() {
    super(EditQuestionEvent.type);
  }
}

/** How long a word such as "Copied" stays. */
const NOTE_MS = 4000;

interface Action {
  id: 'replay' | 'edit' | 'copy' | 'delete';
  name: string;
  icon: TemplateResult;
  act: () => void;
}

/**
 * The small buttons under a message, as one toolbar: Tab comes to it once, the arrow keys go along it. A long conversation
 * would otherwise put hundreds of stops between its beginning and the text box.
 */
export class SottoMessageActions extends LitElement {
  static override styles = [shared, confirmStyles, messageActionsStyles];
  static override properties = {
    message: { attribute: false },
    usable: { attribute: false },
    confirming: { state: true },
    note: { state: true },
    stop: { state: true },
  };

  declare message: MessageView | undefined;
  /** Questions can be asked and replies be heard now. */
  declare usable: boolean;
  /** The second step of a deletion is shown. */
  declare confirming: boolean;
  /** What came of the last action, in words. */
  declare note: 'copied' | 'copyRefused' | undefined;
  /** The button that Tab comes to. */
  declare stop: Action['id'] | undefined;

  #noteTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.message = undefined;
    this.usable = true;
    this.confirming = false;
    this.note = undefined;
    this.stop = undefined;
    new Words(this);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#noteTimer);
    super.disconnectedCallback();
  }

  /** Puts the keyboard on one of the buttons, once it is drawn. */
  async focusAction(id: Action['id']): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>(`#${id}`)?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.message) return nothing;
    // A status of its own; all else here is no part of what the conversation's log announces.
    const note = html`<span class="note" role="status" data-failed=${this.note === 'copyRefused'}
      >${this.note && conversationText()[this.note]}</span
    >`;
    return html`<div class="row" aria-live="off">${this.confirming ? this.#confirm() : this.#toolbar(this.message)}</div>${note}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('confirming')) return;
    if (this.confirming) this.renderRoot.querySelector<HTMLButtonElement>('.no')?.focus();
    else if (changed.get('confirming') === true) void this.focusAction('delete');
  }

  #toolbar(message: MessageView): TemplateResult {
    const actions = this.#actions(message);
    const words = conversationText();
    const stop = actions.find(({ id }) => id === this.stop) ?? actions[0];
    return html`
      <div class="toolbar" role="toolbar" aria-label=${message.role === 'user' ? words.thisQuestion : words.thisReply} @keydown=${this.#keys} @focusin=${this.#focused}>
        ${actions.map(
          ({ id, name, icon, act }) =>
            html`<button id=${id} type="button" aria-label=${name} title=${name} tabindex=${id === stop?.id ? 0 : -1} @click=${act}>
              ${icon}
            </button>`,
        )}
      </div>
    `;
  }

  #actions(message: MessageView): Action[] {
    const { role, turnId } = message;
    const words = conversationText();
    const replay: Action = {
      id: 'replay',
      name: words.replay,
      icon: replayIcon,
      act: () => this.dispatchEvent(new IntentEvent({ kind: 'replay', turnId })),
    };
    const edit: Action = {
      id: 'edit',
      name: words.edit,
      icon: editIcon,
      act: () => this.dispatchEvent(new EditQuestionEvent()),
    };
    const copy: Action = {
      id: 'copy',
      name: role === 'user' ? words.copyQuestion : words.copyReply,
      icon: this.note === 'copied' ? doneIcon : copyIcon,
      act: () => void this.#copy(message.text),
    };
    const remove: Action = {
      id: 'delete',
      name: words.deleteExchange,
      icon: deleteIcon,
      act: () => {
        this.confirming = true;
      },
    };
    if (role === 'assistant') return this.usable ? [replay, copy] : [copy];
    return this.usable ? [edit, copy, remove] : [copy, remove];
  }

  #confirm(): TemplateResult {
    const turnId = this.message?.turnId ?? '';
    const words = conversationText();
    return confirmTemplate({
      question: words.deleteQuestion,
      yes: words.deleteYes,
      onYes: () => this.dispatchEvent(new IntentEvent({ kind: 'delete-exchange', turnId })),
      onNo: () => {
        this.confirming = false;
      },
    });
  }

  async #copy(text: string): Promise<void> {
    try {
      // Absent where the page is not served securely.
      await navigator.clipboard.writeText(text);
      this.#tell('copied');
    } catch {
      this.#tell('copyRefused');
    }
  }

  /** A refusal stays until the next attempt: it says what to do. */
  #tell(note: 'copied' | 'copyRefused'): void {
    clearTimeout(this.#noteTimer);
    this.note = note;
    if (note === 'copyRefused') return;
    this.#noteTimer = setTimeout(() => {
      this.note = undefined;
    }, NOTE_MS);
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.toolbar button')];
  }

  #focused(event: Event): void {
    const { target } = event;
    const id = (['replay', 'edit', 'copy', 'delete'] as const).find(
      (one) => target instanceof Element && target.id === one,
    );
    if (id) this.stop = id;
  }

  #keys(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = (at + 1) % buttons.length;
    const previous = (at - 1 + buttons.length) % buttons.length;
    // The arrows go where they point, whichever way the toolbar runs.
    const toLeft = getComputedStyle(this).direction === 'rtl';
    const to: Record<string, number> = {
      ArrowRight: toLeft ? previous : next,
      ArrowLeft: toLeft ? next : previous,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = to[event.key];
    if (target === undefined) return;
    event.preventDefault();
    buttons[target]?.focus({ preventScroll: true });
  }
}

customElements.define('sotto-message-actions', SottoMessageActions);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-message-actions': SottoMessageActions;
  }
}
