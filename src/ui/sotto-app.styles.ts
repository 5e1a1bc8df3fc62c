import { css } from 'lit';

export const appStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(9rem, 1fr) auto;
    height: 100vh;
    height: 100dvh;
    min-width: 0;
  }

  header {
    width: 100%;
    max-width: calc(var(--column) + 2 * var(--gutter));
  }

  .name {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    font: italic 1.625rem/1 var(--mark);
    letter-spacing: -0.01em;
  }

  .mark {
    width: 1.75rem;
    height: 1.75rem;
    margin-inline-start: -0.125rem;
  }

  .mark .lamp {
    fill: var(--lamp);
  }

  #performance {
    display: grid;
    place-items: center;
    width: 2.75rem;
    height: 2.75rem;
    margin-inline-end: -0.875rem;
    border-radius: 50%;
    color: var(--ink-soft);
  }

  #performance:hover {
    color: var(--ink);
  }

  sotto-preferences {
    margin-inline-end: -0.5rem;
  }

  sotto-history {
    margin-inline-start: -0.5rem;
  }

  main {
    display: grid;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }

  .centre {
    display: grid;
    place-items: safe center;
    min-height: 0;
    padding: 1rem var(--gutter) 1.5rem;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }

  sotto-conversation {
    height: 100%;
  }

  .dock > sotto-fault {
    margin-bottom: 0.625rem;
  }

  /* Beneath the line: the room of the control. */
  .dock {
    display: grid;
    justify-items: center;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.625rem;
    min-width: 0;
    padding: 1.5rem var(--gutter) max(0.5rem, env(safe-area-inset-bottom));
    border-top: 1px solid var(--line);
    background: var(--under);
  }

  .dock[data-size='large'] {
    --disc-size: 8.5rem;
    gap: 0.875rem;
    padding-top: 2.75rem;
  }

  .dock[data-size='small'] {
    --disc-size: 5.25rem;
  }

  /* While setting up the panel is the page: control and composer wait side by side. */
  .dock[data-size='tiny'] {
    --disc-size: 3.5rem;
    grid-template-columns: minmax(0, 1fr) auto minmax(0, calc(var(--column) - 5rem)) minmax(0, 1fr);
    column-gap: 1.25rem;
    align-items: center;
    padding-top: 1rem;
  }

  .dock[data-size='tiny'] > sotto-talk {
    grid-column: 2;
  }

  .dock[data-size='tiny'] > sotto-composer {
    grid-column: 3;
  }

  .dock[data-size='tiny'] > :is(footer, sotto-fault) {
    grid-column: 1 / -1;
  }

  :is(#changing, #half-duplex):not(.visually-hidden) {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
    max-width: 36rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
    text-wrap: balance;
  }

  #half-duplex .icon {
    width: 1.125rem;
    height: 1.125rem;
  }

  sotto-composer,
  footer {
    width: 100%;
    max-width: var(--column);
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1rem;
    min-height: var(--touch);
    margin-top: -0.375rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .limitation {
    flex: 1 1 14rem;
    padding-block: 0.25rem;
    line-height: 1.4;
  }

  #clear {
    min-width: var(--touch);
    min-height: var(--touch);
    padding: 0 0.25rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    cursor: pointer;
  }

  #clear:hover {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .version {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
`;
