/** What the talk control says of itself. Pure: the same view gives the same words. */
import type { Stage, TalkMode, ViewModel } from './view-model';

/** What the words of the talk control depend on. */
export interface TalkView {
  stage: Stage;
  microphone: ViewModel['microphone'];
  talkMode: TalkMode;
  holding: boolean;
  /** A voice can end a reply on this device. */
  interruptible: boolean;
  /** Only what names Sotto counts just now. */
  byName: boolean;
  /** After so many quiet minutes the microphone was given back. */
  givenBackMinutes: ViewModel['givenBackMinutes'];
}

/** Whether the control says when the user speaks (held, or pressed twice), and if so, whether it is down. */
export type Hold = 'none' | 'up' | 'down';

/** The control is held, or pressed twice, only once the microphone is open: opening it is a press, as in the other modes. */
export function holdOf({ stage, microphone, talkMode, holding }: TalkView): Hold {
  const open = ['listening', 'hearing', 'thinking', 'speaking'].includes(stage) && microphone === 'on';
  if ((talkMode !== 'push-to-talk' && talkMode !== 'toggle') || !open) return 'none';
  return holding ? 'down' : 'up';
}

/** What Sotto is doing, in a few words, under the talk control. */
export function stateWords(view: TalkView): string {
  const { stage, microphone } = view;
  if (stage === 'ready' && microphone === 'opening') return 'Opening the microphone';
  const hold = holdOf(view);
  if (hold === 'up' && stage === 'listening') return view.talkMode === 'toggle' ? 'Press to talk' : 'Hold to talk';
  // Let go, and what was said is still being written down.
  if (hold === 'up' && stage === 'hearing') return 'One moment';
  // Whoever speaks in the room need not mean Sotto.
  if (view.byName && microphone === 'on' && (stage === 'listening' || stage === 'hearing')) return 'Say “Sotto, …”';
  // A reply that the key has ended is over in a moment; the user's turn has begun.
  if (hold === 'down' && stage !== 'hearing') return 'Listening';
  const words: Record<Stage, string> = {
    starting: 'One moment',
    setup: 'Not set up yet',
    loading: 'Getting ready',
    ready: 'Ready when you are',
    listening: 'Listening',
    hearing: 'I’m hearing you',
    thinking: 'Thinking',
    speaking: 'Speaking',
    failed: 'Not working',
  };
  return words[stage];
}

/** What pressing the control would do now: the small line under the state. */
export function hintWords(view: TalkView): string {
  const hold = holdOf(view);
  return hold === 'none' ? pressHint(view) : holdHint(view, hold);
}

/** What the space bar does, behind the hint. */
export function keyWords({ talkMode }: TalkView): string {
  return talkMode === 'toggle' ? ', or press Space' : ', or hold Space';
}

function pressHint({ stage, microphone, talkMode, interruptible, byName, givenBackMinutes }: TalkView): string {
  switch (stage) {
    case 'ready':
      if (microphone === 'opening') return 'Your browser may ask for permission';
      if (givenBackMinutes) return givenBackWords(givenBackMinutes);
      return READY_HINTS[talkMode];
    case 'listening':
      if (talkMode === 'one-question') return 'Ask one question. Then the microphone closes';
      return 'The microphone is on. Press to switch it off';
    case 'hearing':
      return byName ? 'Without my name I say nothing' : 'Pause when you are done';
    case 'thinking':
      return microphone === 'on' ? 'The microphone is on. Press to stop' : 'Press to stop';
    case 'speaking':
      if (microphone !== 'on' || !interruptible) return 'Press to stop';
      return byName ? 'Say “stop”, or press to stop' : 'Talk over me, or press to stop';
    default:
      return '';
  }
}

const READY_HINTS: Record<TalkMode, string> = {
  'hands-free': 'Press and talk, or type below',
  'push-to-talk': 'Press to switch the microphone on, or type below',
  toggle: 'Press to switch the microphone on, or type below',
  'one-question': 'Press and ask one question, or type below',
};

function givenBackWords(minutes: number): string {
  return `The microphone was given back after ${minutes} quiet minutes. Press to talk again`;
}

function holdHint({ stage, talkMode }: TalkView, hold: 'up' | 'down'): string {
  const twice = talkMode === 'toggle';
  if (hold === 'down') return twice ? 'Press again to send' : 'Let go to send';
  switch (stage) {
    case 'listening':
      return twice ? 'Press, speak, and press again' : 'Keep it down while you speak';
    case 'hearing':
      return 'Writing down what you said';
    default:
      return twice ? 'Press to stop and talk' : 'Press to stop, or hold to talk';
  }
}

/**
 * The control's accessible name: what it is and what pressing it does. One name whether held or not: a screen reader
 * that read out a new one would talk over the user.
 */
export function talkLabel(view: TalkView): string {
  const { stage, microphone, talkMode } = view;
  if (stage === 'ready' && microphone === 'opening') return 'Opening the microphone';
  if (stage === 'ready' && (talkMode === 'push-to-talk' || talkMode === 'toggle')) return 'Switch the microphone on';
  if (stage === 'ready' && talkMode === 'one-question') return 'Ask one question';
  if (holdOf(view) !== 'none') {
    return talkMode === 'toggle' ? 'Press to talk, press again to send' : 'Hold to talk, let go to send';
  }
  const labels: Record<Stage, string> = {
    starting: 'Sotto is starting',
    setup: 'Set up Sotto',
    loading: 'Sotto is getting ready',
    ready: 'Start talking',
    listening: 'Listening — press to switch the microphone off',
    hearing: 'Hearing you — press to switch the microphone off',
    thinking: 'Stop',
    speaking: 'Stop',
    failed: 'Sotto is not working',
  };
  return labels[stage];
}

/** What a live region says. A screen reader talking over the user would be heard by the microphone: nothing new then. */
export function announcement(view: TalkView): string {
  const hold = holdOf(view);
  if (hold === 'down') return view.talkMode === 'toggle' ? 'Press to talk' : 'Hold to talk';
  // Nobody pressed anything, so nobody expects it.
  if (view.stage === 'ready' && view.givenBackMinutes) return givenBackWords(view.givenBackMinutes);
  const { microphone, talkMode, holding, interruptible, givenBackMinutes } = view;
  const stage = view.stage === 'hearing' ? 'listening' : view.stage;
  // Not that it waits for its name, each time it does: it would hear it said.
  return stateWords({ stage, microphone, talkMode, holding, interruptible, givenBackMinutes, byName: false });
}
