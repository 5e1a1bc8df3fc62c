import { css } from 'lit';

export const micCheckStyles = css`
  :host {
    display: block;
  }

  section {
    display: grid;
    gap: 0.75rem;
  }

  h3 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }

  p {
    line-height: 1.4;
    text-wrap: pretty;
  }

  .lead {
    color: var(--ink-soft);
    font-size: 0.9375rem;
  }

  .track {
    position: relative;
    height: 0.75rem;
    border-radius: 0.375rem;
    background: var(--tint);
    overflow: hidden;
  }

  /* The lamp is lit: the microphone is open. */
  .level {
    position: absolute;
    inset: 0;
    background: var(--lamp);
    transform: scaleX(var(--level, 0));
    transform-origin: left;
  }

  .peak {
    position: absolute;
    inset-block: 0;
    left: calc(var(--peak, 0) * (100% - 0.1875rem));
    width: 0.1875rem;
    background: var(--ink);
  }

  /* A scale of figures runs from left to right in every language, and so does the bar above it. */
  .scale {
    display: flex;
    justify-content: space-between;
    margin-top: 0.25rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  /* Two lines are kept free: the words below shall not jump with each verdict. */
  [role='status']:not(.visually-hidden) {
    min-height: 2.8em;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }

  label {
    flex: 1 1 12rem;
    min-width: 0;
  }

  select {
    width: 100%;
    min-height: var(--touch);
    padding: 0 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    text-overflow: ellipsis;
  }

  @media (forced-colors: active) {
    .track {
      border: 1px solid CanvasText;
    }
    .level {
      background: Highlight;
    }
    .peak {
      background: CanvasText;
    }
  }
`;
