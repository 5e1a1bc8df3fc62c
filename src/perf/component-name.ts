/** The components' names, for texts that may hold one. */
import type { Component } from '../store/metric';

/** The compiler keeps this whole: a new component without a line here does not build. */
const COMPONENTS: Record<Component, true> = {
  capture: true,
  vad: true,
  stt: true,
  route: true,
  tool: true,
  llm: true,
  tts: true,
  playback: true,
  pipeline: true,
  system: true,
};

export const COMPONENT_NAMES: readonly string[] = Object.keys(COMPONENTS);

/** Whether a text is the name of a component. */
export function isComponent(text: string): text is Component {
  return Object.hasOwn(COMPONENTS, text);
}
