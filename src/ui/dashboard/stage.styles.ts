import { css } from 'lit';

/** The colours of the stages, as fills, and the small pieces that go with them. Needs `stagePatterns` in the same root. */
export const stageStyles = css`
  .vad {
    fill: var(--part-vad);
  }
  .stt {
    fill: var(--part-stt);
  }
  .routing {
    fill: var(--part-routing);
  }
  .tool {
    fill: var(--part-tool);
  }
  .llm {
    fill: var(--part-llm);
  }
  .tts {
    fill: var(--part-tts);
  }
  .audioOut {
    fill: var(--part-audio-out);
  }

  .hatch {
    fill: none;
    stroke: var(--surface);
    stroke-width: 1.5;
    stroke-opacity: 0.75;
  }

  .hatch.dots {
    fill: var(--surface);
    fill-opacity: 0.85;
    stroke: none;
  }

  .patterns {
    position: absolute;
    width: 0;
    height: 0;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin-top: 0.75rem;
    padding: 0;
    list-style: none;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 0.4375rem;
  }

  .swatch {
    width: 1.125rem;
    height: 0.75rem;
    border-radius: 0.1875rem;
    flex: none;
  }

  svg {
    forced-color-adjust: none;
  }
`;
