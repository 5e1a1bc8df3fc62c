/** What a turn took of a component, for the turns that used it. */
import type { Component } from '../store/metric';
import type { TurnRecord } from '../store/turn-record';
import type { DashboardData } from './data';
import { partOf } from './labels';
import { exactQuantiles, type Quantiles } from './quantile';
import { dealOut, type Slots } from './range';
import type { KeptSeries } from './series';

/** Whether a turn used a component. A stage that had nothing to do took no time, which is not the same as being fast. */
export function used({ input, route, work, milestones }: TurnRecord, component: Component): boolean {
  switch (component) {
    case 'capture':
    case 'vad':
    case 'stt':
      return input === 'voice';
    case 'route':
      return route !== undefined;
    case 'tool':
      return route?.startsWith('skill:') ?? false;
    case 'llm':
      return route === 'model' || work.tokens !== undefined;
    case 'tts':
    case 'playback':
      return milestones !== undefined;
    case 'pipeline':
      return true;
    case 'system':
      return false;
  }
}

/** @returns ms on the critical path; undefined when the turn was not heard, or did without the component. */
export function latencyOf(turn: TurnRecord, component: Component): number | undefined {
  if (component === 'pipeline') return turn.totalMs;
  const part = partOf(component);
  return part && used(turn, component) ? turn.parts?.[part] : undefined;
}

function latenciesOf(turns: readonly TurnRecord[], component: Component): number[] {
  return turns.map((turn) => latencyOf(turn, component)).filter((ms) => ms !== undefined);
}

type Source = Pick<DashboardData, 'turns' | 'turnsIncomplete'>;

/** Exactly, from the turns while they are all there; from the kept series otherwise. */
export function latencyQuantiles(data: Source, series: KeptSeries, component: Component): Quantiles {
  return data.turnsIncomplete ? series.whole(component, 'latency') : exactQuantiles(latenciesOf(data.turns, component));
}

/** The same slot by slot; undefined for slots without a turn. */
export function latencyPerSlot(
  data: Source,
  series: KeptSeries,
  component: Component,
  slots: Slots,
): (Quantiles | undefined)[] {
  if (data.turnsIncomplete) return series.perSlot(component, 'latency', slots);
  return dealOut(slots, data.turns, ({ startedAtMs }) => startedAtMs).map((turns) => {
    const latencies = latenciesOf(turns, component);
    return latencies.length > 0 ? exactQuantiles(latencies) : undefined;
  });
}
