import { css } from 'lit';

export const dashboardStyles = css`
  header,
  main {
    max-width: calc(76rem + 2 * var(--gutter));
  }

  #monitoring {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    min-height: var(--touch);
    padding: 0 0.5rem;
    border: 0;
    border-radius: 0.75rem;
    background: none;
    color: var(--ink-soft);
    font-size: 0.875rem;
    cursor: pointer;
  }

  #monitoring:hover {
    background: var(--tint);
    color: var(--ink);
  }

  .track {
    display: block;
    width: 2.25rem;
    height: 1.25rem;
    padding: 0.125rem;
    border: 1px solid var(--edge);
    border-radius: 0.625rem;
    transition: background-color 120ms;
  }

  .knob {
    display: block;
    width: 0.875rem;
    height: 0.875rem;
    border-radius: 50%;
    background: var(--edge);
    transition: transform 120ms;
  }

  [aria-checked='true'] .track {
    border-color: var(--ink);
    background: var(--ink);
  }

  [aria-checked='true'] .knob {
    background: var(--on-ink);
    transform: translateX(1rem);
  }

  [aria-checked='true'] .knob:dir(rtl) {
    transform: translateX(-1rem);
  }

  main {
    display: grid;
    gap: 0.75rem;
    margin: 0 auto;
    padding-inline: var(--gutter);
  }

  .notes:has(p) {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
  }

  .notes .button {
    flex: none;
  }

  .notes:not(:has(p)) {
    margin-top: -0.75rem;
  }

  .note {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
    font-size: 0.875rem;
  }

  .note.alarm {
    color: var(--alarm);
    font-weight: 600;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 21rem;
    align-items: start;
    gap: 0.75rem;
  }

  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }

  .card > h2 {
    margin-bottom: 0.5rem;
  }

  .card > h3 {
    margin: 0.875rem 0 0.375rem;
  }

  .reasons {
    display: grid;
    gap: 0.625rem;
    font-size: 0.875rem;
  }

  .reasons dd {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  @media (max-width: 64rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (max-width: 42rem) {
    .badge span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .badge .icon {
      display: none;
    }
  }

  @media (max-width: 26rem) {
    :host {
      --gutter: max(0.75rem, env(safe-area-inset-left), env(safe-area-inset-right));
    }
    #back span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    #back {
      min-width: var(--touch);
      margin-inline-end: -1rem;
    }
    header {
      gap: 0 0.25rem;
    }
    .card {
      padding: 0.875rem 1rem;
    }
  }
`;
