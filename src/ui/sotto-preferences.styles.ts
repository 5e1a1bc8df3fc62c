import { css } from 'lit';

/** What stands in the panel of settings; the panel itself: popover-panel.styles.ts. */
export const preferencesStyles = css`
  #panel {
    --place: auto max(var(--gutter), calc(50vw - var(--column) / 2));
    --wide: 25rem;
    --below: 0.75rem;
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
    float: inline-start;
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

  #all-settings {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: var(--touch);
    margin-top: 0.625rem;
    padding: 0.4375rem 0.625rem;
    border-top: 1px solid var(--line);
    color: var(--ink);
    font-weight: 600;
    text-decoration: none;
  }

  #all-settings:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  #all-settings .icon {
    width: 1rem;
    height: 1rem;
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
      --below: 1rem;
    }
  }

  @media (forced-colors: active) {
    label:has(:checked) {
      outline: 1px solid Highlight;
    }
  }
`;
