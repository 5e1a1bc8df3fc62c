import { css } from 'lit';

/** What is drawn in and around the talk control's disc: the arc of progress, the figure, the dots and the level's bars. */
export const talkGlyphStyles = css`
  .arc {
    width: calc(var(--size) * 1.16);
    height: calc(var(--size) * 1.16);
    margin: calc(var(--size) * -0.08);
    pointer-events: none;
    fill: none;
    stroke-width: 3;
    transform: rotate(-90deg);
  }

  .arc .track {
    stroke: var(--line);
  }

  .arc .run {
    stroke: var(--ink);
    stroke-linecap: round;
    transition: stroke-dasharray 200ms linear;
  }

  .arc.turning .run {
    stroke: var(--lamp);
  }

  [data-state='loading'] > .arc.turning .run {
    stroke: var(--ink);
  }

  .arc.turning {
    animation: turn 1.4s linear infinite;
  }

  @keyframes turn {
    from {
      transform: rotate(-90deg);
    }
    to {
      transform: rotate(270deg);
    }
  }

  .figure {
    font-size: calc(var(--size) * 0.22);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .dots,
  .bars {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--size) * 0.05);
    height: calc(var(--size) * 0.4);
  }

  .dots i {
    width: calc(var(--size) * 0.065);
    aspect-ratio: 1;
    border-radius: 50%;
    background: currentColor;
    animation: pulse 1.3s ease-in-out infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 160ms;
  }
  .dots i:nth-child(3) {
    animation-delay: 320ms;
  }

  /* While thinking a press stops, so the square is the glyph and the dots sit under it. */
  [data-state='thinking'] .dots {
    position: absolute;
    bottom: 14%;
    height: auto;
  }

  [data-state='thinking'] .dots i {
    width: calc(var(--size) * 0.045);
  }

  @keyframes pulse {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }

  .bars i {
    width: calc(var(--size) * 0.05);
    height: 100%;
    border-radius: 1rem;
    background: currentColor;
    transform: scaleY(calc(0.16 + var(--level, 0) * var(--share)));
    transition: transform 90ms linear;
  }

  .bars i:nth-child(1),
  .bars i:nth-child(5) {
    --share: 0.35;
  }
  .bars i:nth-child(2),
  .bars i:nth-child(4) {
    --share: 0.6;
  }
  .bars i:nth-child(3) {
    --share: 0.84;
  }
`;
