import { css } from 'lit';

/** How far a download is. */
export const progressStyles = css`
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 0.5rem;
    border: 0;
    border-radius: 0.25rem;
    background: var(--tint);
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--tint);
  }

  progress::-webkit-progress-value {
    background: var(--ink);
  }

  progress::-moz-progress-bar {
    background: var(--ink);
  }
`;
