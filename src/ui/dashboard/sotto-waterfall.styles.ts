import { css } from 'lit';

export const waterfallStyles = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
  }

  section {
    padding: 0.25rem 1rem 0.5rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    background: var(--surface);
  }

  header {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 0.5rem;
  }

  h3 {
    padding-top: 0.6875rem;
    overflow-wrap: anywhere;
  }

  .when {
    color: var(--ink-soft);
    font: 0.8125rem var(--text);
    white-space: nowrap;
  }

  #close {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--touch);
    height: var(--touch);
    margin-inline-end: -0.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
    cursor: pointer;
  }

  #close:hover {
    background: var(--tint);
    color: var(--ink);
  }

  .reply {
    margin-bottom: 0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .lane {
    display: grid;
    grid-template-columns: 10.5rem minmax(0, 1fr) 4rem;
    align-items: center;
    column-gap: 0.75rem;
    font-size: 0.8125rem;
  }

  .lane svg {
    width: 100%;
    height: 1.625rem;
    overflow: visible;
  }

  .lane.early {
    margin-block: 0.375rem;
    border-radius: 0.5rem;
    background: var(--tint);
    box-shadow: 0 0 0 0.25rem var(--tint);
  }

  .lane.worker .label {
    color: var(--ink-soft);
  }

  .lane.worker svg {
    height: 1.125rem;
  }

  .figure {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .rail {
    stroke: var(--line);
  }

  .decided {
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-dasharray: 3 2;
  }

  .milestone {
    fill: var(--surface);
    stroke: var(--ink);
    stroke-width: 1.5;
  }

  .lane.axis {
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .lane.axis svg {
    height: 2rem;
  }

  .axis text {
    fill: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }

  .base {
    stroke: var(--edge);
  }

  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0.25rem 0 0.75rem;
    list-style: none;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .notes li {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }

  .key {
    width: 0.75rem;
    height: 0.875rem;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr));
    gap: 0.25rem 2rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--line);
    font-size: 0.8125rem;
  }

  .facts div {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }

  .facts dt {
    color: var(--ink-soft);
  }

  .facts dd {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    margin-top: 0.5rem;
  }

  .foot .disclosure {
    flex: 1 1 16rem;
    margin: 0;
  }

  .milestones {
    margin-top: 1rem;
  }

  @container (max-width: 36rem) {
    section {
      padding-inline: 0.75rem;
    }
    .lane {
      grid-template-columns: minmax(0, 1fr) auto;
      grid-template-areas: 'label figure' 'drawing drawing';
    }
    .lane svg {
      grid-area: drawing;
      height: 1.125rem;
    }
    .lane .label {
      grid-area: label;
      font-size: 0.75rem;
    }
    .lane .figure {
      grid-area: figure;
      font-size: 0.75rem;
    }
    .lane.axis .label {
      display: none;
    }
    .facts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
