import { css } from 'lit';

/** The talk control where it is held instead of pressed, or waits for its name, and the small one beside it that closes the microphone. */
export const talkHoldStyles = css`
  /* Held to talk: the microphone is open, but nothing is taken before the key is down; only a thin ring is lit. */
  #talk:is([data-state='listening'], [data-state='hearing'])[data-hold='up'] {
    background: var(--disc);
    color: var(--on-disc);
  }

  /* Waiting for its name: the lamp is a bright ring, and the halo shows that it hears. */
  #talk:is([data-state='listening'], [data-state='hearing'])[data-by-name] {
    background: var(--disc);
    color: var(--on-disc);
  }

  [data-by-name]:is([data-state='listening'], [data-state='hearing']) > .ring {
    opacity: 1;
    border-width: 0.1875rem;
  }

  #talk[data-hold='down'] {
    background: var(--lamp);
    color: var(--on-lamp);
    transform: scale(0.97);
  }

  /* A finger that rests on it neither scrolls the page nor selects words nor asks for a menu. */
  #talk:is([data-hold='up'], [data-hold='down']) {
    touch-action: none;
    -webkit-touch-callout: none;
    user-select: none;
    -webkit-user-select: none;
  }

  [data-hold='up']:is([data-state='listening'], [data-state='hearing']) > .halo {
    opacity: 0;
  }

  [data-hold='up']:is([data-state='listening'], [data-state='hearing']) > .ring {
    opacity: 1;
    transform: scale(1.08);
  }

  [data-hold='down'] > .halo {
    opacity: 1;
    transform: scale(calc(1.1 + var(--level, 0) * 0.24));
  }

  [data-hold='down'] > .ring {
    opacity: 1;
    transform: scale(calc(1.12 + var(--level, 0) * 0.28));
  }

  /* A phone has no space bar to hold. */
  @media (hover: none) {
    .keys {
      display: none;
    }
  }

  #off {
    margin-top: calc(var(--size) * -0.12);
    font-size: 0.875rem;
  }

  #off:disabled {
    visibility: hidden;
  }

  /* The words are beside the control: there is room for the icon alone. */
  @media (max-height: 34rem) {
    #off {
      width: var(--touch);
      margin: 0;
      padding: 0;
    }
    #off > span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
`;
