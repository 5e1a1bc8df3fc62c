import { describe, expect, it } from 'vitest';
import {
  announcement,
  hintWords,
  holdOf,
  keyWords,
  stateWords,
  type TalkView,
  talkLabel,
} from '../../src/ui/talk-words';
import type { Stage } from '../../src/ui/view-model';

const STAGES: Stage[] = [
  'starting',
  'setup',
  'loading',
  'ready',
  'listening',
  'hearing',
  'thinking',
  'speaking',
  'failed',
];

const handsFree = (stage: Stage, changes: Partial<TalkView> = {}): TalkView => ({
  stage,
  microphone: 'on',
  talkMode: 'hands-free',
  holding: false,
  interruptible: true,
  byName: false,
  givenBackMinutes: undefined,
  ...changes,
});
const held = (stage: Stage, changes: Partial<TalkView> = {}): TalkView =>
  handsFree(stage, { talkMode: 'push-to-talk', ...changes });
const off = (stage: Stage): TalkView => handsFree(stage, { microphone: 'off' });

describe('the words of a stage', () => {
  it.each(STAGES)('%s has a state and a label in both modes', (stage) => {
    for (const view of [off(stage), held(stage, { microphone: 'off' }), held(stage), held(stage, { holding: true })]) {
      expect(stateWords(view)).not.toBe('');
      expect(talkLabel(view)).not.toBe('');
    }
  });

  it('gives every state its own words', () => {
    expect(new Set(STAGES.map((stage) => stateWords(off(stage)))).size).toBe(STAGES.length);
  });

  it('says that the microphone is on whenever pressing would not make that plain', () => {
    expect(hintWords(handsFree('listening'))).toContain('microphone is on');
    expect(hintWords(handsFree('thinking'))).toContain('microphone is on');
    expect(hintWords(off('thinking'))).not.toContain('microphone');
  });

  it('waits in words while the browser asks', () => {
    const opening = handsFree('ready', { microphone: 'opening' });
    expect(stateWords(opening)).toBe('Opening the microphone');
    expect(hintWords(opening)).toContain('permission');
  });

  it('offers to stop only a reply', () => {
    expect(STAGES.filter((stage) => talkLabel(handsFree(stage)) === 'Stop')).toEqual(['thinking', 'speaking']);
  });

  it('invites to talk over a reply only where that is heard', () => {
    expect(hintWords(handsFree('speaking'))).toBe('Talk over me, or press to stop');
    expect(hintWords(handsFree('speaking', { interruptible: false }))).toBe('Press to stop');
    expect(hintWords(off('speaking'))).toBe('Press to stop');
  });
});

describe('waiting for its name', () => {
  const waiting = (stage: Stage, changes: Partial<TalkView> = {}) => handsFree(stage, { byName: true, ...changes });

  it('shows how to be heard, whoever speaks', () => {
    expect(stateWords(waiting('listening'))).toBe('Say “Sotto, …”');
    expect(stateWords(waiting('hearing'))).toBe('Say “Sotto, …”');
    expect(hintWords(waiting('listening'))).toContain('microphone is on');
    expect(hintWords(waiting('hearing'))).not.toBe(hintWords(handsFree('hearing')));
    expect(stateWords(waiting('thinking'))).toBe('Thinking');
  });

  it('invites only to what counts over a reply', () => {
    expect(hintWords(waiting('speaking'))).toBe('Say “stop”, or press to stop');
    expect(hintWords(waiting('speaking', { interruptible: false }))).toBe('Press to stop');
  });

  it('is not said while the microphone is off', () => {
    expect(stateWords(waiting('ready', { microphone: 'off' }))).toBe('Ready when you are');
  });
});

describe('a microphone that was given back', () => {
  const givenBack = (changes: Partial<TalkView> = {}) => ({
    ...off('ready'),
    givenBackMinutes: 15 as const,
    ...changes,
  });

  it('is told of, with how to take it again', () => {
    const words = 'The microphone was given back after 15 quiet minutes. Press to talk again';
    expect(hintWords(givenBack())).toBe(words);
    expect(announcement(givenBack())).toBe(words);
  });

  it('is nothing to tell once it opens', () => {
    expect(hintWords(givenBack({ microphone: 'opening' }))).toContain('permission');
  });
});

describe('holding to talk', () => {
  it('begins once the microphone is open', () => {
    expect(STAGES.filter((stage) => holdOf(held(stage)) === 'up')).toEqual([
      'listening',
      'hearing',
      'thinking',
      'speaking',
    ]);
    expect(STAGES.filter((stage) => holdOf(held(stage, { microphone: 'off' })) !== 'none')).toEqual([]);
    expect(STAGES.filter((stage) => holdOf(handsFree(stage, { holding: true })) !== 'none')).toEqual([]);
    expect(holdOf(held('listening', { holding: true }))).toBe('down');
  });

  it('says what to do, before and while', () => {
    expect(stateWords(held('listening'))).toBe('Hold to talk');
    expect(hintWords(held('listening', { holding: true }))).toBe('Let go to send');
    expect(hintWords(held('hearing', { holding: true }))).toBe('Let go to send');
    expect(talkLabel(held('listening'))).toBe('Hold to talk, let go to send');
    expect(hintWords(held('speaking'))).toBe('Press to stop, or hold to talk');
  });

  it('is offered only after a press has opened the microphone', () => {
    const closed = held('ready', { microphone: 'off' });
    expect(talkLabel(closed)).toBe('Switch the microphone on');
    expect(hintWords(closed)).toBe('Press to switch the microphone on, or type below');
  });

  it('shows the state of the user, not of a reply that the key has ended', () => {
    expect(stateWords(held('speaking', { holding: true }))).toBe('Listening');
    expect(stateWords(held('hearing', { holding: true }))).toBe('I’m hearing you');
    expect(stateWords(held('hearing'))).toBe('One moment');
  });
});

describe('pressing twice to talk', () => {
  const twice = (stage: Stage, changes: Partial<TalkView> = {}) => held(stage, { talkMode: 'toggle', ...changes });

  it('says what the next press does', () => {
    expect(holdOf(twice('listening'))).toBe('up');
    expect(holdOf(twice('listening', { holding: true }))).toBe('down');
    expect(talkLabel(twice('ready', { microphone: 'off' }))).toBe('Switch the microphone on');
    expect(stateWords(twice('listening'))).toBe('Press to talk');
    expect(hintWords(twice('listening')) + keyWords(twice('listening'))).toBe(
      'Press, speak, and press again, or press Space',
    );
    expect(hintWords(twice('listening', { holding: true }))).toBe('Press again to send');
    expect(hintWords(twice('speaking'))).toBe('Press to stop and talk');
  });

  it('says nothing of holding, and keeps one name and quiet while the user speaks', () => {
    for (const stage of STAGES) {
      for (const holding of [false, true]) {
        const view = twice(stage, { holding });
        expect([stateWords(view), hintWords(view), talkLabel(view), announcement(view)].join(' ')).not.toMatch(/hold/i);
      }
    }
    expect(talkLabel(twice('hearing', { holding: true }))).toBe(talkLabel(twice('listening')));
    expect(announcement(twice('hearing', { holding: true }))).toBe(announcement(twice('listening')));
  });
});

describe('one question', () => {
  const one = (stage: Stage, changes: Partial<TalkView> = {}) =>
    handsFree(stage, { talkMode: 'one-question', ...changes });

  it('is said before the press and while it is awaited', () => {
    expect(holdOf(one('listening'))).toBe('none');
    expect(talkLabel(one('ready', { microphone: 'off' }))).toBe('Ask one question');
    expect(hintWords(one('ready', { microphone: 'off' }))).toBe('Press and ask one question, or type below');
    expect(hintWords(one('listening'))).toContain('Then the microphone closes');
  });
});

describe('what a screen reader says by itself', () => {
  it('does not change while the user speaks', () => {
    expect(announcement(handsFree('hearing'))).toBe(announcement(handsFree('listening')));
    const before = announcement(held('listening'));
    const views = [held('listening', { holding: true }), held('hearing', { holding: true }), held('hearing')];
    expect(views.map(announcement)).toEqual([before, before, before]);
    expect(talkLabel(held('hearing', { holding: true }))).toBe(talkLabel(held('listening')));
  });

  it('is never its name, which it would hear', () => {
    for (const stage of STAGES)
      expect(announcement(handsFree(stage, { byName: true }))).toBe(announcement(handsFree(stage)));
  });

  it('names every other state', () => {
    expect(announcement(handsFree('speaking'))).toBe('Speaking');
    expect(announcement(held('thinking'))).toBe('Thinking');
  });
});
