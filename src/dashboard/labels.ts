/** Components in the user's words, and how they go with the stages of a turn. */
import type { Component } from '../store/metric';
import type { Part } from '../store/turn-record';

export const COMPONENT_LABELS: Readonly<Record<Component, string>> = {
  capture: 'Microphone',
  vad: 'End of turn',
  stt: 'Speech to text',
  route: 'Routing',
  tool: 'Skill',
  llm: 'Language model',
  tts: 'Voice',
  playback: 'Audio out',
  pipeline: 'Whole turn',
  system: 'This device',
};

/** The stage of the critical path that a component answers for; undefined for those that are no stage. */
export function partOf(component: Component): Part | undefined {
  switch (component) {
    case 'route':
      return 'routing';
    case 'playback':
      return 'audioOut';
    case 'vad':
    case 'stt':
    case 'tool':
    case 'llm':
    case 'tts':
      return component;
    case 'capture':
    case 'pipeline':
    case 'system':
      return undefined;
  }
}
