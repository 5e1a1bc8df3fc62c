/** What the talk control says of itself: which of the words of text/control. */
import { controlText } from './text/control/words';
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
  const words = controlText();
  if (stage === 'ready' && microphone === 'opening') return words.opening;
  const hold = holdOf(view);
  if (hold === 'up' && stage === 'listening') return view.talkMode === 'toggle' ? words.pressToTalk : words.holdToTalk;
  // Let go, and what was said is still being written down.
  if (hold === 'up' && stage === 'hearing') return words.oneMoment;
  // Whoever speaks in the room need not mean Sotto.
  if (view.byName && microphone === 'on' && (stage === 'listening' || stage === 'hearing')) return words.sayName;
  // A reply that the key has ended is over in a moment; the user's turn has begun.
  if (hold === 'down' && stage !== 'hearing') return words.states.listening;
  return words.states[stage];
}

/** What pressing the control would do now: the small line under the state. */
export function hintWords(view: TalkView): string {
  const hold = holdOf(view);
  return hold === 'none' ? pressHint(view) : holdHint(view, hold);
}

/** What the space bar does, behind the hint. */
export function keyWords(view: TalkView): string {
  return keyed(view).key;
}

/** Words of a control that says when the user speaks: held, or pressed twice. */
function keyed({ talkMode }: TalkView) {
  const { held, twice } = controlText();
  return talkMode === 'toggle' ? twice : held;
}

function pressHint({ stage, microphone, talkMode, interruptible, byName, givenBackMinutes }: TalkView): string {
  const words = controlText();
  switch (stage) {
    case 'ready':
      if (microphone === 'opening') return words.mayAsk;
      if (givenBackMinutes) return words.givenBack(givenBackMinutes);
      return words.ready[talkMode];
    case 'listening':
      return talkMode === 'one-question' ? words.oneQuestion : words.switchOff;
    case 'hearing':
      return byName ? words.withoutName : words.pause;
    case 'thinking':
      return microphone === 'on' ? words.onAndStop : words.stop;
    case 'speaking':
      if (microphone !== 'on' || !interruptible) return words.stop;
      return byName ? words.sayStop : words.talkOver;
    default:
      return '';
  }
}

function holdHint(view: TalkView, hold: 'up' | 'down'): string {
  const { send, begin, interrupt } = keyed(view);
  if (hold === 'down') return send;
  switch (view.stage) {
    case 'listening':
      return begin;
    case 'hearing':
      return controlText().writing;
    default:
      return interrupt;
  }
}

/**
 * The control's accessible name: what it is and what pressing it does. One name whether held or not: a screen reader
 * that read out a new one would talk over the user.
 */
export function talkLabel(view: TalkView): string {
  const { stage, microphone, talkMode } = view;
  const words = controlText();
  if (stage === 'ready' && microphone === 'opening') return words.opening;
  if (stage === 'ready' && (talkMode === 'push-to-talk' || talkMode === 'toggle')) return words.switchOn;
  if (stage === 'ready' && talkMode === 'one-question') return words.askOne;
  return holdOf(view) === 'none' ? words.names[stage] : keyed(view).name;
}

/** What a live region says. A screen reader talking over the user would be heard by the microphone: nothing new then. */
export function announcement(view: TalkView): string {
  const words = controlText();
  const hold = holdOf(view);
  if (hold === 'down') return view.talkMode === 'toggle' ? words.pressToTalk : words.holdToTalk;
  // Nobody pressed anything, so nobody expects it.
  if (view.stage === 'ready' && view.givenBackMinutes) return words.givenBack(view.givenBackMinutes);
  const { microphone, talkMode, holding, interruptible, givenBackMinutes } = view;
  const stage = view.stage === 'hearing' ? 'listening' : view.stage;
  // Not that it waits for its name, each time it does: it would hear it said.
  return stateWords({ stage, microphone, talkMode, holding, interruptible, givenBackMinutes, byName: false });
}
