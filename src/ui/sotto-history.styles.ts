import { css } from 'lit';

/** The panel hangs from the page's header at its left on a desktop and rises from the bottom edge on a phone. */
export const historyStyles = css`
  :host {
    display: inline-flex;
  }

  #history {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-width: var(--touch);
    min-height: var(--touch);
    padding: 0 0.5rem;
    border: 0;
    border-radius: 0.75rem;
    background: none;
    color: var(--ink-soft);
    font-size: 0.875rem;
    cursor: pointer;
  }

  #history:hover,
  #history:has(+ :popover-open) {
    background: var(--tint);
    color: var(--ink);
  }

  #panel {
    position: fixed;
    inset: 3.5rem auto auto max(var(--gutter), calc(50vw - var(--column) / 2));
    flex-direction: column;
    width: min(25rem, calc(100vw - 2 * var(--gutter)));
    max-height: calc(100vh - 4.5rem);
    max-height: calc(100dvh - 4.5rem);
    margin: 0;
    padding: 0.5rem 0.75rem 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    box-shadow: 0 0.75rem 2.5rem #0000002e;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }

  #panel:popover-open {
    display: flex;
    animation: open 140ms ease-out;
  }

  @keyframes open {
    from {
      opacity: 0;
      transform: translateY(var(--from, -0.375rem));
    }
  }

  .head {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    padding-inline-start: 0.625rem;
  }

  h2 {
    font: italic 1.375rem/1.25 var(--mark);
  }

  #close,
  .small {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--touch);
    height: var(--touch);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
    cursor: pointer;
  }

  #close {
    margin-inline-end: -0.25rem;
  }

  #close:hover,
  .small:hover,
  .small[aria-expanded='true'] {
    background: var(--tint);
    color: var(--ink);
  }

  #search {
    flex: none;
    min-height: var(--touch);
    margin-top: 0.25rem;
    padding: 0 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 1.5rem;
    background: var(--paper);
    color: var(--ink);
    /* At least 16 px, or iOS zooms the page when the box is focused. */
    font: inherit;
  }

  #search:focus-visible {
    border-color: var(--ink);
    outline: 1px solid var(--ink);
    outline-offset: 0;
  }

  #search::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  .count {
    flex: none;
    padding: 0.5rem 0.625rem 0.625rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  .foot {
    display: flex;
    flex: none;
    align-items: center;
    min-height: 3.25rem;
    margin-top: 0.5rem;
    padding: 0.25rem 0.625rem;
    border-top: 1px solid var(--line);
  }

  #delete-all {
    min-height: var(--touch);
    padding: 0;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: var(--alarm);
    font-size: 0.875rem;
    cursor: pointer;
  }

  #delete-all:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  @media (pointer: coarse) {
    .formats button {
      min-height: var(--touch);
      border-radius: 1.5rem;
    }
  }

  @media (max-width: 48rem) {
    #history span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    #history {
      padding: 0;
    }
  }

  @media (max-width: 32rem) {
    #panel {
      --from: 1rem;
      inset: auto 0 0;
      width: 100%;
      max-width: none;
      max-height: 88vh;
      max-height: 88dvh;
      padding: 0.75rem max(0.75rem, env(safe-area-inset-left)) max(0.25rem, env(safe-area-inset-bottom));
      border-width: 1px 0 0;
      border-radius: 1.25rem 1.25rem 0 0;
    }
    #panel::backdrop {
      background: #0a0c1466;
    }
  }

  @media (forced-colors: active) {
    li[data-current] {
      outline: 1px solid Highlight;
    }
    #history {
      color: ButtonText;
    }
  }
`;
