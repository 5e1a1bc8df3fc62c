import { css } from 'lit';

/** Profiles, latencies, files: what is no plain setting. */
export const settingsPartStyles = css`
  .profiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
    gap: 0.75rem;
    margin-top: 0.75rem;
  }

  .profile {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.25rem;
    min-width: 0;
    padding: 0.75rem 1rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
  }

  .profile .actions {
    margin-top: auto;
  }

  .active {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: var(--touch);
    font-size: 0.875rem;
    font-weight: 600;
  }

  .active .icon {
    width: 1rem;
    height: 1rem;
  }

  .disclosure {
    width: 100%;
    font-size: 0.8125rem;
  }

  .disclosure summary {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--touch);
    border-radius: 0.5rem;
    color: var(--ink-soft);
    cursor: pointer;
    list-style: none;
  }

  .disclosure summary::-webkit-details-marker {
    display: none;
  }

  .disclosure .icon {
    width: 0.875rem;
    height: 0.875rem;
  }

  .disclosure[open] .icon {
    transform: rotate(90deg);
  }

  .changes {
    display: grid;
    gap: 0.25rem;
    padding-block: 0.25rem 0.75rem;
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  .changes dt {
    color: var(--ink-soft);
  }

  .incoming .changes {
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
  }

  .no-place {
    display: grid;
    gap: 0.625rem;
    margin-top: 0.75rem;
    font-size: 0.875rem;
    line-height: 1.4;
  }

  .no-place dt {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .no-place dd {
    color: var(--ink-soft);
  }

  .part {
    display: grid;
    gap: 0.5rem;
    justify-items: start;
    padding-block: 0.75rem;
  }

  .part > div {
    width: 100%;
  }

  .latencies {
    list-style: none;
  }

  .latencies li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
    min-height: var(--touch);
    padding-block: 0.25rem;
    border-bottom: 1px solid var(--line);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .latencies .figure {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .incoming {
    display: grid;
    gap: 0.625rem;
    margin-block: 0.75rem;
    padding: 0.875rem 1rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    overflow-wrap: anywhere;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  thead th {
    color: var(--ink-soft);
    vertical-align: bottom;
  }

  :is(th, td) {
    padding-block: 0.25rem;
    padding-inline: 0 0.5rem;
  }

  tbody :is(th, td) {
    border-top: 1px solid var(--line);
  }

  .number {
    text-align: end;
  }

  .danger {
    border-color: var(--alarm);
    color: var(--alarm);
  }

  .danger:hover {
    background: var(--alarm-ground);
  }

  .wipe {
    display: grid;
    gap: 0.5rem;
    font-size: 0.875rem;
  }

  .wipe label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: var(--touch);
  }

  .wipe input {
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--ink);
  }

  #file {
    max-width: 100%;
    min-height: var(--touch);
    padding-block: 0.5rem;
    color: var(--ink-soft);
    font: inherit;
    font-size: 0.8125rem;
  }

  #file::file-selector-button {
    min-height: 2rem;
    margin-inline-end: 0.75rem;
    padding: 0 1rem;
    border: 1px solid var(--edge);
    border-radius: 1.5rem;
    background: transparent;
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
`;
