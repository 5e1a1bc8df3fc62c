import { css } from 'lit';

/** Within an element of class `rich`. Line breaks of the text are kept; nothing is wider than its column. */
export const richTextStyles = css`
  .rich :is(p, li, pre) {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .rich > :first-child {
    margin-top: 0;
  }

  .rich > :not(:first-child) {
    margin-top: 0.625rem;
  }

  .rich .heading {
    font-weight: 650;
  }

  .rich > .heading:not(:first-child) {
    margin-top: 0.9375rem;
  }

  .rich :is(ul, ol) {
    display: grid;
    gap: 0.25rem;
    margin-bottom: 0;
    padding-inline-start: 1.375rem;
  }

  .rich li > :is(ul, ol, p, pre) {
    margin-top: 0.25rem;
  }

  .rich ol {
    padding-inline-start: 0;
    list-style: none;
  }

  .rich ol > li {
    padding-inline-start: 1.75rem;
  }

  .rich .marker {
    display: inline-block;
    min-width: 1.75rem;
    margin-inline-start: -1.75rem;
    font-variant-numeric: tabular-nums;
  }

  .rich code {
    font-family: ui-monospace, 'Cascadia Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace;
    font-size: 0.875em;
  }

  .rich :not(pre) > code {
    padding: 0.0625em 0.3125em;
    border-radius: 0.3125rem;
    background: var(--tint);
  }

  .rich pre {
    margin-bottom: 0;
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--surface);
    line-height: 1.45;
    text-align: start;
  }
`;
