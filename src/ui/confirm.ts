import { css, html, type TemplateResult } from 'lit';
import { talkText } from './text/talk/words';

/** What is asked before something is gone for good, in the place of the button that was pressed. */
export interface Confirm {
  question: string;
  /** On the button that does it. */
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** The second step of a deletion. Whoever shows it puts the keyboard on `.no`: pressed twice, a key deletes nothing. */
export function confirmTemplate({ question, yes, onYes, onNo }: Confirm): TemplateResult {
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Meant for this question alone: neither the panel around it closes nor a reply stops.
    event.preventDefault();
    event.stopPropagation();
    onNo();
  };
  return html`
    <div class="confirm" role="group" aria-label=${question} @keydown=${keys}>
      <span class="question">${question}</span>
      <span class="answers">
        <button class="yes" type="button" @click=${onYes}>${yes}</button>
        <button class="no" type="button" @click=${onNo}>${talkText().keep}</button>
      </span>
    </div>
  `;
}

export const confirmStyles = css`
  .confirm {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem 0.75rem;
    font-size: 0.875rem;
    line-height: 1.35;
  }

  .answers {
    display: inline-flex;
    gap: 0.5rem;
  }

  .confirm button {
    min-height: 2rem;
    padding: 0 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 1rem;
    background: var(--surface);
    cursor: pointer;
  }

  .confirm button:hover {
    background: var(--tint);
  }

  .confirm .yes {
    border-color: var(--alarm);
    color: var(--alarm);
  }

  .confirm .yes:hover {
    background: var(--alarm-ground);
  }

  @media (pointer: coarse) {
    .confirm button {
      min-height: var(--touch);
      border-radius: 1.5rem;
    }
  }
`;
