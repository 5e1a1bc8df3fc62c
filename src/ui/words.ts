import type { LoadingRow, LoadingView, Stage, ViewModel } from './view-model';

type Microphone = ViewModel['microphone'];

/** Stages in which a question can be asked, by voice or by keyboard. */
export function isUsable(stage: Stage): boolean {
  return ['ready', 'listening', 'hearing', 'thinking', 'speaking'].includes(stage);
}

/** Stages in which there is a reply to stop. */
export function isReplying(stage: Stage): boolean {
  return stage === 'thinking' || stage === 'speaking';
}

/** What Sotto is doing, in a few words, under the talk control. */
export function stateWords(stage: Stage, microphone: Microphone): string {
  if (stage === 'ready' && microphone === 'opening') return 'Opening the microphone';
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
export function hintWords(stage: Stage, microphone: Microphone): string {
  switch (stage) {
    case 'ready':
      return microphone === 'opening' ? 'Your browser may ask for permission' : 'Press and talk, or type below';
    case 'listening':
      return 'The microphone is on. Press to switch it off';
    case 'hearing':
      return 'Pause when you are done';
    case 'thinking':
      return microphone === 'on' ? 'The microphone is on. Press to stop' : 'Press to stop';
    case 'speaking':
      return microphone === 'on' ? 'Talk over me, or press to stop' : 'Press to stop';
    default:
      return '';
  }
}

/** The control's accessible name: what it is and what pressing it does. */
export function talkLabel(stage: Stage, microphone: Microphone): string {
  if (stage === 'ready' && microphone === 'opening') return 'Opening the microphone';
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

/** Why the text box waits, or what it is for. */
export function composerPlaceholder(stage: Stage): string {
  switch (stage) {
    case 'starting':
      return 'One moment…';
    case 'setup':
      return 'Set up Sotto first';
    case 'loading':
      return 'Ready in a moment…';
    case 'failed':
      return 'Not available';
    default:
      return 'Or type a question';
  }
}

/** True while bytes are still on their way over the network. */
export function isFetching(loading: LoadingView): boolean {
  return loading.fromNetwork && loading.loadedBytes < loading.totalBytes;
}

/** A model's step in words; the bytes stand beside it while it downloads. */
export function stepWords(step: LoadingRow['step']): string {
  const words: Record<LoadingRow['step'], string> = {
    waiting: 'waiting',
    downloading: 'downloading',
    reading: 'reading',
    creating: 'opening',
    'warming-up': 'warming up',
    ready: 'ready',
  };
  return words[step];
}
