import { css } from 'lit';

export const devicesStyles = css`
  :host {
    display: contents;
  }

  label {
    display: inline-flex;
    align-items: center;
    gap: 0.125rem;
    flex: 0 1 auto;
    min-width: 0;
  }

  .icon {
    width: 1rem;
    height: 1rem;
  }

  select {
    min-width: 0;
    max-width: 14rem;
    min-height: var(--touch);
    padding: 0 0.25rem;
    border: 0;
    border-radius: 0.5rem;
    background: transparent;
    color: var(--ink);
    font: inherit;
    text-overflow: ellipsis;
    cursor: pointer;
  }

  option {
    background: var(--surface);
    color: var(--ink);
  }

  .icon-button:hover {
    background: var(--tint);
    color: var(--ink);
  }

  #check-panel {
    width: min(26rem, 100vw - 2rem);
    max-height: 88vh;
    padding: 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font-size: 1rem;
    box-shadow: 0 0.75rem 2.5rem #0000002e;
    overflow-y: auto;
  }

  #check-panel::backdrop {
    background: #0a0c1466;
  }

  #close-check {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    color: var(--ink-soft);
  }
`;
