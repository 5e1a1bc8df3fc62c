import { type CSSResult, css } from 'lit';
import { pageHeadStyles } from './page-head.styles';

/** The pages beside the conversation's: each says how wide it is. */
const page = css`
  :host {
    display: block;
    min-height: 100vh;
    min-height: 100dvh;
    padding-bottom: max(2rem, env(safe-area-inset-bottom));
    background: var(--paper);
  }

  #back,
  .page-link {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--touch);
    padding-inline-end: 0.5rem;
    border-radius: 0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    text-decoration: none;
  }

  #back:hover,
  .page-link:hover {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* The chevron points onwards: here it leads back. */
  #back .icon {
    width: 1rem;
    height: 1rem;
    transform: rotate(180deg);
  }

  h1 {
    font: italic 1.625rem/1 var(--mark);
    letter-spacing: -0.01em;
  }

  h1:focus-visible {
    outline: none;
  }

  .card {
    min-width: 0;
    padding: 1rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
`;

export const pageFrameStyles: CSSResult[] = [pageHeadStyles, page];
