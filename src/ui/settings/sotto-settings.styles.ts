import { type CSSResult, css } from 'lit';
import { pageFrameStyles } from '../page-frame.styles';
import { toldStyles } from '../told.styles';
import { settingsFieldStyles } from './fields.styles';
import { settingsPartStyles } from './parts.styles';

const page = css`
  header,
  .columns {
    max-width: calc(64rem + 2 * var(--gutter));
  }

  .onward:hover {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .onward .icon {
    width: 1rem;
    height: 1rem;
  }

  :is(h2, h3):focus-visible {
    outline: none;
  }

  h2,
  h3,
  h4 {
    margin: 0;
    font: italic 1.25rem/1.25 var(--mark);
  }

  h3 {
    font-size: 1.0625rem;
  }

  h4 {
    margin-top: 0.75rem;
    font: 600 0.875rem/1.4 var(--text);
  }

  .columns {
    display: grid;
    grid-template-columns: 13rem minmax(0, 1fr);
    gap: 0.75rem 1.5rem;
    align-items: start;
    margin: 0 auto;
    padding-inline: var(--gutter);
  }

  .side {
    position: sticky;
    top: 0.75rem;
    display: grid;
    gap: 0.5rem;
  }

  nav ul {
    display: grid;
    list-style: none;
  }

  nav button {
    width: 100%;
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: var(--ink-soft);
    font-size: 0.875rem;
    text-align: start;
    cursor: pointer;
  }

  nav button:hover {
    background: var(--tint);
    color: var(--ink);
  }

  #search {
    width: 100%;
    min-height: var(--touch);
    padding: 0 0.875rem;
    border: 1px solid var(--edge);
    border-radius: 1.5rem;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 0.9375rem;
  }

  #search::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  .button {
    font-size: 0.875rem;
  }

  .soft {
    color: var(--ink-soft);
    font-size: 0.875rem;
    line-height: 1.4;
  }

  .hits {
    padding-inline: 0.75rem;
  }

  .warning {
    padding: 0.625rem 0.875rem;
    border: 1px solid var(--alarm);
    border-radius: 0.75rem;
    background: var(--alarm-ground);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  main {
    display: grid;
    gap: 0.75rem;
    min-width: 0;
  }

  .card {
    container-type: inline-size;
    scroll-margin-top: 0.75rem;
  }

  .card > h2 {
    scroll-margin-top: 1.75rem;
  }

  .lead {
    max-width: 40rem;
    margin-top: 0.25rem;
  }

  .onward {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--touch);
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .told {
    max-width: 40rem;
  }

  .told small {
    display: block;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  @media (max-width: 48rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      position: static;
    }
    nav ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0.375rem;
    }
    nav button {
      min-height: var(--touch);
      border: 1px solid var(--line);
      border-radius: 1.5rem;
      background: var(--surface);
    }
    .card {
      padding: 0.875rem 1rem;
    }
  }
`;

export const settingsStyles: CSSResult[] = [
  ...pageFrameStyles,
  toldStyles,
  page,
  settingsFieldStyles,
  settingsPartStyles,
];
