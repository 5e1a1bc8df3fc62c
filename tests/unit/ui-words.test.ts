import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/ui/view-model';
import {
  composerPlaceholder,
  hintWords,
  isFetching,
  isReplying,
  isUsable,
  stateWords,
  talkLabel,
} from '../../src/ui/words';

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

describe('the words of a stage', () => {
  it.each(STAGES)('%s has a state, a label and a placeholder', (stage) => {
    expect(stateWords(stage, 'off')).not.toBe('');
    expect(talkLabel(stage, 'off')).not.toBe('');
    expect(composerPlaceholder(stage)).not.toBe('');
  });

  it('gives every state its own words', () => {
    expect(new Set(STAGES.map((stage) => stateWords(stage, 'off'))).size).toBe(STAGES.length);
  });

  it('says that the microphone is on whenever pressing would not make that plain', () => {
    expect(hintWords('listening', 'on')).toContain('microphone is on');
    expect(hintWords('thinking', 'on')).toContain('microphone is on');
    expect(hintWords('thinking', 'off')).not.toContain('microphone');
  });

  it('waits in words while the browser asks', () => {
    expect(stateWords('ready', 'opening')).toBe('Opening the microphone');
    expect(hintWords('ready', 'opening')).toContain('permission');
  });

  it('offers to stop only a reply', () => {
    expect(STAGES.filter(isReplying)).toEqual(['thinking', 'speaking']);
    expect(STAGES.filter((stage) => talkLabel(stage, 'on') === 'Stop')).toEqual(['thinking', 'speaking']);
    expect(STAGES.filter(isUsable)).toEqual(['ready', 'listening', 'hearing', 'thinking', 'speaking']);
  });
});

describe('isFetching', () => {
  const loading = { rows: [], loadedBytes: 10, totalBytes: 20, fromNetwork: true, resumable: false };

  it('is about bytes that are still to come over the network', () => {
    expect(isFetching(loading)).toBe(true);
    expect(isFetching({ ...loading, loadedBytes: 20 })).toBe(false);
    expect(isFetching({ ...loading, fromNetwork: false })).toBe(false);
  });
});
