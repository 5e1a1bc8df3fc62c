import { css } from 'lit';

/** The kept conversations in their panel; what the panel says of narrow screens comes behind. */
export const historyListStyles = css`
  ul {
    display: grid;
    gap: 0.125rem;
    list-style: none;
  }

  li {
    min-width: 0;
    border-radius: 0.75rem;
  }

  li:hover,
  li:focus-within {
    background: color-mix(in srgb, var(--tint) 55%, transparent);
  }

  li[data-current] {
    background: var(--tint);
  }

  .item {
    display: flex;
    align-items: flex-start;
  }

  .open {
    display: grid;
    flex: 1;
    gap: 0.0625rem;
    min-width: 0;
    min-height: var(--touch);
    padding-block: 0.5rem;
    padding-inline: 0.625rem 0.25rem;
    border: 0;
    border-radius: 0.75rem;
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .open:focus-visible {
    outline-offset: -0.1875rem;
  }

  .title,
  .snippet {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
    line-height: 1.35;
  }

  .when,
  .snippet {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .when {
    font-variant-numeric: tabular-nums;
  }

  .when b {
    color: var(--ink);
    font-weight: 600;
  }

  /* Light on paper and dark on ink alike: the words keep their colour, the ground says that they were found. */
  mark {
    border-radius: 0.1875rem;
    background: var(--lamp-soft);
    color: var(--ink);
    font-weight: 600;
  }

  .small {
    margin-top: 0.125rem;
  }

  .small + .small {
    margin-inline-start: -0.5rem;
  }

  .small .icon {
    width: 1.125rem;
    height: 1.125rem;
  }

  .unfolded {
    padding: 0 0.625rem 0.625rem;
  }

  .formats {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .formats button {
    min-height: 2rem;
    padding: 0 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 1rem;
    background: var(--surface);
    color: var(--ink);
    cursor: pointer;
  }

  .formats button:hover {
    background: var(--tint);
  }
`;
