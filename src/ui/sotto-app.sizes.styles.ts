import { css } from 'lit';

/** The page on narrow, on low and on large screens; behind the other styles. */
export const appSizeStyles = css`
  @media (max-width: 26rem) {
    :host {
      --gutter: max(1rem, env(safe-area-inset-left), env(safe-area-inset-right));
    }
    .badge {
      font-size: 0.8125rem;
    }
    header {
      column-gap: 0.5rem;
    }
    sotto-history {
      margin-inline-start: 0;
    }
    /* The buttons take the first line, and the promise has the second to itself. */
    #performance {
      margin-inline-start: auto;
    }
    .badge {
      order: 1;
      width: 100%;
      margin: -0.375rem 0 0.25rem;
      line-height: 1.25;
    }
    .long {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .dock[data-size='tiny'] {
      grid-template-columns: auto minmax(0, 1fr);
      column-gap: 0.75rem;
    }
    .dock[data-size='tiny'] > :is(sotto-talk, sotto-composer) {
      grid-column: auto;
    }
  }

  @media (min-width: 48rem) and (min-height: 44rem) {
    .dock[data-size='large'] {
      --disc-size: 10rem;
      padding-top: 3.25rem;
      padding-bottom: 0.75rem;
    }
    .dock[data-size='small'] {
      --disc-size: 6rem;
      padding-top: 1.75rem;
    }
  }

  @media (max-height: 46rem) {
    .dock[data-size='large'] {
      --disc-size: 6.5rem;
      padding-top: 1.75rem;
    }
  }

  /* Little height (a phone on its side or with its keyboard up, 200 % zoom): control and composer share a row. */
  @media (max-height: 34rem) {
    :host {
      grid-template-rows: auto minmax(4rem, 1fr) auto;
    }
    header {
      min-height: 3rem;
    }
    .centre {
      padding-block: 0.5rem;
    }
    .dock[data-size] {
      --disc-size: 3.25rem;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 0.25rem 1rem;
      align-items: center;
      width: 100%;
      max-width: none;
      padding-block: 0.75rem 0;
      padding-inline: max(var(--gutter), 50vw - var(--column) / 2);
    }
    .dock[data-size] > :is(sotto-talk, sotto-composer) {
      grid-column: auto;
    }
    .dock[data-size] > :is(sotto-fault, footer, #changing, #half-duplex) {
      grid-column: 1 / -1;
      margin: 0;
    }
    :is(#changing, #half-duplex) {
      order: 1;
    }
    footer {
      order: 2;
    }
  }

  /* 400 % zoom: nothing fits at once, so the page scrolls as one. */
  @media (max-height: 19rem) {
    :host {
      height: auto;
    }
    sotto-conversation {
      max-height: 90vh;
    }
  }
`;
