import { css } from 'lit';

/** A setting: words at the start, the control at the end; under each other where there is no room. */
export const settingsFieldStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(9rem, 19rem) 4rem;
    gap: 0.25rem 1rem;
    align-items: center;
    min-height: 3.25rem;
    padding-block: 0.625rem;
    border-bottom: 1px solid var(--line);
  }

  .field:last-of-type {
    border-bottom: 0;
  }

  .field:is(.radio, .addresses) {
    grid-template-columns: minmax(0, 1fr) 4rem;
  }

  .field:is(.radio, .addresses) > .control {
    grid-row: 2;
    grid-column: 1 / -1;
  }

  .words {
    display: grid;
    min-width: 0;
  }

  .title {
    font-weight: 600;
    line-height: 1.35;
  }

  .about,
  .meaning {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  .control {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.75rem;
    min-width: 0;
  }

  .way-back {
    display: flex;
    justify-content: flex-end;
  }

  .reset {
    min-width: 2rem;
    min-height: 2rem;
    padding: 0 0.25rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .reset:hover {
    color: var(--ink);
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
    gap: 0.25rem 0.5rem;
    width: 100%;
  }

  /* Choices of a word or two stand side by side, on a phone, too. */
  .choices.terse {
    grid-template-columns: repeat(auto-fit, minmax(min(7rem, 100%), 1fr));
  }

  .choices label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: center;
    column-gap: 0.625rem;
    min-height: var(--touch);
    padding: 0.375rem 0.625rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    cursor: pointer;
  }

  .choices label:hover {
    background: color-mix(in srgb, var(--tint) 55%, transparent);
  }

  .choices label:has(:checked) {
    border-color: var(--edge);
    background: var(--tint);
  }

  /* The row shows the focus of its radio. */
  .choices label:has(:focus-visible) {
    outline: 0.1875rem solid var(--ink);
    outline-offset: 0.0625rem;
  }

  .choices input {
    grid-row: 1 / 3;
    align-self: center;
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--ink);
    cursor: pointer;
  }

  .choices input:focus-visible {
    outline: none;
  }

  .choice {
    font-size: 0.875rem;
    line-height: 1.3;
  }

  label:has(:checked) > .choice {
    font-weight: 600;
  }

  select,
  input:is([type='url'], [type='text']) {
    width: 100%;
    min-width: 0;
    min-height: var(--touch);
    padding: 0 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 0.875rem;
    text-overflow: ellipsis;
  }

  input[type='range'] {
    flex: 1;
    min-width: 5rem;
    height: var(--touch);
    margin: 0;
    accent-color: var(--ink);
    cursor: pointer;
  }

  output {
    min-width: 5.5rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  [role='switch'] {
    appearance: none;
    position: relative;
    width: 2.75rem;
    height: 1.625rem;
    margin: 0;
    border: 1px solid var(--edge);
    border-radius: 0.875rem;
    background: transparent;
    cursor: pointer;
  }

  [role='switch']::before {
    content: '';
    position: absolute;
    inset-block-start: 0.1875rem;
    inset-inline-start: 0.1875rem;
    width: 1.125rem;
    height: 1.125rem;
    border-radius: 50%;
    background: var(--edge);
    transition: inset-inline-start 120ms;
  }

  [role='switch']:checked {
    border-color: var(--ink);
    background: var(--ink);
  }

  [role='switch']:checked::before {
    inset-inline-start: 1.3125rem;
    background: var(--on-ink);
  }

  .addresses .control {
    display: grid;
    justify-content: stretch;
    gap: 0.375rem;
  }

  ul.addresses {
    list-style: none;
  }

  ul.addresses li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 2.25rem;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .add {
    display: flex;
    gap: 0.5rem;
    max-width: 26rem;
  }

  @container (max-width: 36rem) {
    .field,
    .field:is(.radio, .addresses) {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .field > .words {
      grid-column: 1;
    }
    .field > .way-back {
      grid-row: 1;
      grid-column: 2;
    }
    .field > .control {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .field.switch {
      grid-template-columns: minmax(0, 1fr) auto auto;
    }
    .field.switch > .control {
      grid-row: 1;
      grid-column: 3;
    }
    .field:not(.switch) > .control {
      justify-content: stretch;
    }
  }

  @media (pointer: coarse) {
    .reset {
      min-width: var(--touch);
      min-height: var(--touch);
    }
  }

  @media (forced-colors: active) {
    [role='switch']::before {
      background: ButtonText;
    }
    [role='switch']:checked::before {
      background: Highlight;
    }
    label:has(:checked) {
      outline: 1px solid Highlight;
    }
  }
`;
