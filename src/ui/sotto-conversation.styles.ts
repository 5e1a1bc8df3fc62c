import { css } from 'lit';

export const conversationStyles = css`
  :host {
    position: relative;
    display: block;
    min-height: 0;
  }

  .log {
    height: 100%;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
    scrollbar-color: var(--edge) transparent;
    scrollbar-width: thin;
  }

  .log:focus-visible {
    outline-offset: -0.25rem;
    border-radius: 0.5rem;
  }

  .column {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: 0.75rem;
    max-width: calc(var(--column) + 2 * var(--gutter, 1.25rem));
    min-height: 100%;
    margin: 0 auto;
    padding: 1.25rem var(--gutter, 1.25rem) 1rem;
  }

  article {
    max-width: 100%;
  }

  .text {
    overflow-wrap: anywhere;
  }

  .user {
    display: grid;
    grid-template-columns: minmax(0, auto);
    justify-items: end;
    align-self: flex-end;
    max-width: min(85%, 32rem);
    margin-top: 0.75rem;
  }

  .user .said {
    white-space: pre-wrap;
  }

  /* As wide as a question can be, so that a short one is not edited in a slit. */
  .user:has(sotto-question-editor) {
    width: 100%;
  }

  .user .text {
    max-width: 100%;
    padding: 0.5rem 0.9375rem;
    border-radius: 1.25rem 1.25rem 0.3125rem;
    background: var(--tint);
    transition: background-color 200ms;
  }

  /* The page's direction, not that of the words in it. */
  .user:dir(rtl) .text {
    border-radius: 1.25rem 1.25rem 1.25rem 0.3125rem;
  }

  /*
   * Still being heard: no ground under the words yet. As wide as a message can be and of the same letters, so that words
   * keep their places while more come after them, and when they become firm.
   */
  .user[data-interim] {
    width: min(85%, 32rem);
    justify-items: stretch;
  }

  .user[data-interim] .text {
    background: transparent;
    box-shadow: inset 0 0 0 1px var(--edge);
  }

  .soft {
    color: var(--ink-soft);
  }

  .assistant .text {
    font-size: 1.1875rem;
    line-height: 1.5;
    text-wrap: pretty;
  }

  .caret {
    display: inline-block;
    width: 0.5em;
    height: 0.5em;
    margin-inline-start: 0.35em;
    border-radius: 50%;
    background: var(--lamp);
    animation: blink 1.2s ease-in-out infinite;
  }

  /* No room of its own, so that it never takes a word's line or begins one: it stands in the padding if it must. */
  .user .caret {
    width: 0.4em;
    height: 0.4em;
    margin-inline-end: -0.75em;
    background: currentColor;
  }

  @keyframes blink {
    50% {
      opacity: 0.25;
    }
  }

  .under {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 0 0.75rem;
  }

  .under > .meta {
    flex: 0 1 auto;
    min-width: 0;
  }

  /* As high as the line of the latency, which opens to a table beside it. */
  .under > sotto-message-actions {
    min-height: var(--touch);
  }

  /* The row of actions is part of the space between two messages. */
  .user > sotto-message-actions {
    /* Reversed: words beside the buttons do not push them from under the pointer. */
    flex-direction: row-reverse;
    margin-block: 0.125rem -0.625rem;
  }

  /* Where a pointer can rest on a message its actions wait for that, or for the keyboard. */
  @media (hover: hover) {
    article:not(:hover, :focus-within) sotto-message-actions {
      opacity: 0;
    }
  }

  .meta.plain {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 0.625rem;
    min-height: var(--touch);
    line-height: 1.4;
  }

  .note {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .stopped::before {
    content: '·';
    margin-inline-end: 0.5rem;
  }

  .newest {
    position: absolute;
    bottom: 0.75rem;
    inset-inline: 0;
    width: fit-content;
    margin-inline: auto;
    display: flex;
    align-items: center;
    gap: 0.375rem;
    min-height: var(--touch);
    padding-block: 0;
    padding-inline: 0.75rem 1rem;
    border: 1px solid var(--edge);
    border-radius: 1.5rem;
    background: var(--surface);
    font-size: 0.875rem;
    cursor: pointer;
  }

  @media (forced-colors: active) {
    .user .text {
      border: 1px solid CanvasText;
    }
    .caret {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
