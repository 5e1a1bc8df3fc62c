/** Components in the user's words, and how they go with the stages of a turn. */
import type { Component } from '../store/metric';
import type { Part } from '../store/turn-record';
import { dashboardText } from '../ui/text/dashboard/words';

export function componentLabel(component: Component): string {
  return dashboardText().components[component];
}

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
