import { css } from 'lit';

/**
 * A button in the page's header and the panel it opens: it hangs from the header on a desktop and rises from the bottom edge
 * on a phone. Each panel says `--place` (its inset from start and end on a desktop), `--wide` and `--below` (its padding there).
 */
export const popoverPanelStyles = css`
  :host {
    display: inline-flex;
  }

  .opener {
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

  .opener:hover,
  .opener:has(+ :popover-open) {
    background: var(--tint);
    color: var(--ink);
  }

  #panel {
    position: fixed;
    inset-block: 3.5rem auto;
    inset-inline: var(--place);
    width: var(--wide);
    max-height: calc(100vh - 4.5rem);
    max-height: calc(100dvh - 4.5rem);
    margin: 0;
    padding: 0.5rem 0.75rem var(--below);
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
    color: var(--ink-soft);
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

  @media (max-width: 32rem) {
    #panel {
      --from: 1rem;
      inset-block: auto 0;
      inset-inline: 0;
      width: 100%;
      max-width: none;
      max-height: 88vh;
      max-height: 88dvh;
      padding: 0.75rem max(0.75rem, env(safe-area-inset-left)) max(var(--below), env(safe-area-inset-bottom));
      border-width: 1px 0 0;
      border-radius: 1.25rem 1.25rem 0 0;
    }
    #panel::backdrop {
      background: #0a0c1466;
    }
  }

  @media (forced-colors: active) {
    .opener {
      color: ButtonText;
    }
  }
`;
