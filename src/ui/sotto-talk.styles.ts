import { css } from 'lit';

/** `--level` (0 to 1) is set from outside on the host; `--disc-size` comes from the page's layout. */
export const talkStyles = css`
  :host {
    --size: var(--disc-size, 8rem);
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: calc(var(--size) * 0.16);
    text-align: center;
  }

  .control {
    position: relative;
    isolation: isolate;
    display: grid;
    place-items: center;
    width: var(--size);
    height: var(--size);
    transition:
      width 240ms ease,
      height 240ms ease;
  }

  .control > * {
    grid-area: 1 / 1;
  }

  /* The halo is transformed, and so would be painted over a disc that is not positioned. */
  #talk {
    position: relative;
    z-index: 1;
    display: grid;
    place-items: center;
    width: 100%;
    height: 100%;
    padding: 0;
    border: 0.125rem solid transparent;
    border-radius: 50%;
    background: var(--disc);
    color: var(--on-disc);
    cursor: pointer;
    transition:
      background-color 200ms,
      color 200ms,
      transform 120ms;
  }

  #talk:focus-visible {
    outline-offset: 0.3125rem;
  }

  #talk:active:not([aria-disabled]) {
    transform: scale(0.97);
  }

  #talk > .icon {
    width: 36%;
    height: 36%;
    stroke-width: 1.5;
  }

  #talk[aria-disabled] {
    cursor: default;
  }

  /* Not there yet: an empty disc. */
  #talk:is([data-state='starting'], [data-state='setup'], [data-state='loading'], [data-state='failed']) {
    background: var(--surface);
    border-color: var(--edge);
    color: var(--ink);
  }

  #talk[data-state='loading'] {
    border-color: transparent;
  }

  #talk:is([data-state='starting'], [data-state='failed']) {
    border-style: dashed;
    color: var(--ink-soft);
  }

  /* The microphone is open and it is the user's turn: the lamp is lit. */
  #talk:is([data-state='listening'], [data-state='hearing']) {
    background: var(--lamp);
    color: var(--on-lamp);
  }

  /* Behind the disc: a soft halo that follows the level, and a thin ring around it. */
  .halo,
  .ring {
    width: 100%;
    height: 100%;
    border-radius: 50%;
    pointer-events: none;
    opacity: 0;
    transition:
      transform 90ms linear,
      opacity 240ms;
  }

  .halo {
    background: var(--lamp-soft);
  }

  .ring {
    border: 0.125rem solid var(--lamp);
  }

  :is([data-state='listening'], [data-state='hearing'], [data-state='speaking']) > .halo {
    opacity: 1;
    transform: scale(calc(1.06 + var(--level, 0) * 0.2));
  }

  /* Still while it is quiet: an animation here took 4 to 5 % of a core for as long as Sotto listened (n=1, idle load). */
  [data-state='listening'] > .ring {
    opacity: 0.5;
    transform: scale(calc(1.08 + var(--level, 0) * 0.2));
  }

  [data-state='hearing'] > .ring {
    opacity: 0.9;
    transform: scale(calc(1.1 + var(--level, 0) * 0.28));
  }

  [data-state='speaking'] > .ring {
    opacity: 1;
    transform: scale(calc(1.03 + var(--level, 0) * 0.16));
    border-width: 0.1875rem;
  }

  .words:not(.visually-hidden) {
    min-height: 3rem;
  }

  #state {
    font: italic 1.375rem/1.25 var(--mark);
    letter-spacing: 0.005em;
  }

  #hint {
    color: var(--ink-soft);
    font-size: 0.875rem;
    line-height: 1.4;
  }

  /* The page puts the composer beside the control: the words go beside it too, or away where there is no room. */
  @media (max-height: 34rem) {
    :host {
      flex-direction: row;
      text-align: start;
    }
    .words:not(.visually-hidden) {
      min-width: 11rem;
      max-width: 13rem;
      min-height: 0;
    }
    #state {
      font-size: 1.125rem;
    }
    #hint {
      font-size: 0.8125rem;
      line-height: 1.25;
    }
  }

  @media (max-height: 34rem) and (max-width: 40rem) {
    .words:not(.visually-hidden) {
      position: absolute;
      width: 1px;
      min-width: 0;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  /* The level still shows, as light instead of movement. */
  @media (prefers-reduced-motion: reduce) {
    .control > :is(.halo, .ring) {
      transform: scale(1.12);
    }
    .control:is([data-state='listening'], [data-state='hearing'], [data-state='speaking']) > .halo {
      opacity: calc(0.35 + var(--level, 0) * 0.65);
      transform: scale(1.12);
    }
    .control:is([data-state='listening'], [data-state='hearing'], [data-state='speaking']) > .ring {
      opacity: 0.8;
      transform: scale(1.12);
    }
  }

  @media (forced-colors: active) {
    #talk {
      border-color: ButtonText !important;
      border-style: solid !important;
    }
    #talk[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    #talk[aria-disabled] {
      color: GrayText;
    }
    .halo {
      display: none;
    }
    .dots i,
    .bars i {
      background: currentColor;
      forced-color-adjust: none;
    }
    .arc .run {
      stroke: CanvasText;
    }
  }
`;
