import { css } from 'lit';

/** The panel hangs from the page's header on a desktop and rises from the bottom edge on a phone. */
export const preferencesStyles = css`
  :host {
    display: inline-flex;
  }

  #settings {
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

  #settings:hover,
  #settings:has(+ :popover-open) {
    background: var(--tint);
    color: var(--ink);
  }

  #panel {
    position: fixed;
    inset: 3.5rem max(var(--gutter), calc(50vw - var(--column) / 2)) auto auto;
    width: 25rem;
    max-height: calc(100vh - 4.5rem);
    max-height: calc(100dvh - 4.5rem);
    margin: 0;
    padding: 0.5rem 0.75rem 0.75rem;
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

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline-start: 0.625rem;
  }

  h2 {
    font: italic 1.375rem/1.25 var(--mark);
  }

  #close {
    display: grid;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    margin-inline-end: -0.25rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
    cursor: pointer;
  }

  #close:hover {
    background: var(--tint);
    color: var(--ink);
  }

  fieldset {
    display: grid;
    gap: 0.125rem;
    min-width: 0;
    margin: 0.25rem 0 0;
    padding: 0;
    border: 0;
  }

  fieldset + fieldset {
    margin-top: 0.625rem;
    padding-top: 0.375rem;
    border-top: 1px solid var(--line);
  }

  legend {
    float: left;
    width: 100%;
    padding: 0.25rem 0.625rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  /* Choices of a word or two stand side by side. */
  .terse {
    grid-template-columns: 1fr 1fr;
  }

  .terse > legend {
    grid-column: 1 / -1;
  }

  .terse input {
    grid-row: 1;
  }

  label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    column-gap: 0.75rem;
    min-height: var(--touch);
    padding: 0.4375rem 0.625rem;
    border-radius: 0.625rem;
    cursor: pointer;
  }

  label:hover {
    background: color-mix(in srgb, var(--tint) 55%, transparent);
  }

  label:has(:checked) {
    background: var(--tint);
  }

  input {
    grid-row: 1 / 3;
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--ink);
    cursor: pointer;
  }

  /* The row shows the focus of its radio. */
  input:focus-visible {
    outline: none;
  }

  label:has(:focus-visible) {
    outline: 0.1875rem solid var(--ink);
    outline-offset: -0.125rem;
  }

  .title {
    line-height: 1.3;
  }

  label:has(:checked) .title {
    font-weight: 600;
  }

  .meaning {
    color: var(--ink-soft);
    font-size: 0.875rem;
    line-height: 1.35;
  }

  @media (max-width: 40rem) {
    #settings span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    #settings {
      padding: 0;
      margin-inline-end: -0.25rem;
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
      padding: 0.75rem max(0.75rem, env(safe-area-inset-left)) max(1rem, env(safe-area-inset-bottom));
      border-width: 1px 0 0;
      border-radius: 1.25rem 1.25rem 0 0;
    }
    #panel::backdrop {
      background: #0a0c1466;
    }
  }

  @media (forced-colors: active) {
    label:has(:checked) {
      outline: 1px solid Highlight;
    }
    #settings {
      color: ButtonText;
    }
  }
`;
