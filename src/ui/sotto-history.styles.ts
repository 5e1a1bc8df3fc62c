import { css } from 'lit';

/** What stands in the panel of the kept conversations; the panel itself: popover-panel.styles.ts. */
export const historyStyles = css`
  #panel {
    --place: max(var(--gutter), calc(50vw - var(--column) / 2)) auto;
    --wide: min(25rem, calc(100vw - 2 * var(--gutter)));
    --below: 0rem;
    flex-direction: column;
  }

  #panel:popover-open {
    display: flex;
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
      --below: 0.25rem;
    }
  }

  @media (forced-colors: active) {
    li[data-current] {
      outline: 1px solid Highlight;
    }
  }
`;
