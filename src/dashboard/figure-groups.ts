/** Figures beside the charts: how fast the models work, what waits, and how the page and the device are. */
import type { Component } from '../store/metric';
import type { FigureGroupView } from '../ui/dashboard/dashboard-view';
import { dashboardText } from '../ui/text/dashboard/words';
import type { DashboardData } from './data';
import { latencyWords, memoryWords, numberWords, shareWords } from './figures';
import { RANGES } from './range';
import type { KeptSeries } from './series';

export function figureGroupsOf(data: DashboardData, series: KeptSeries): FigureGroupView[] {
  const { figures: text, components } = dashboardText();
  const p50 = (component: Component, name: string) => series.whole(component, name).p50;
  const most = (component: Component, name: string) => series.whole(component, name).max;
  const sum = (component: Component, name: string) => {
    const { count, sum } = series.whole(component, name);
    return count > 0 ? sum : undefined;
  };
  const minutes = RANGES[data.range].lastMs / 60_000;
  const perMinute = (total: number | undefined) => (total === undefined ? undefined : total / minutes);
  return [
    {
      title: text.speed,
      figures: [
        { label: text.tokensPerS, value: numberWords(p50('llm', 'tokens_per_s')) },
        { label: text.firstToken, value: latencyWords(p50('llm', 'first_token_ms')) },
        { label: text.hearing, value: shareWords(p50('stt', 'real_time_factor')) },
        { label: text.speaking, value: shareWords(p50('tts', 'real_time_factor')) },
        { label: text.heardPerMinute, value: secondsWords(perMinute(sum('stt', 'audio_s'))) },
        { label: text.spokenPerMinute, value: secondsWords(perMinute(sum('tts', 'audio_s'))) },
      ],
    },
    {
      title: text.caches,
      figures: [
        { label: text.promptCached, value: hitShare(series, 'llm') },
        { label: text.phrasesCached, value: hitShare(series, 'tts') },
        { label: text.framesWaiting, value: numberWords(most('capture', 'queue'), 0) },
        { label: text.turnsWaiting, value: numberWords(most('pipeline', 'queue'), 0) },
        { label: text.holes, value: numberWords(sum('playback', 'underruns'), 0) },
        { label: text.framesDropped, value: numberWords(sum('capture', 'dropped_frames'), 0) },
      ],
    },
    {
      title: text.threads,
      figures: [
        { label: components.vad, value: shareWords(series.whole('vad', 'busy_share').mean) },
        { label: components.stt, value: shareWords(series.whole('stt', 'busy_share').mean) },
        { label: components.llm, value: shareWords(series.whole('llm', 'busy_share').mean) },
        { label: components.tts, value: shareWords(series.whole('tts', 'busy_share').mean) },
        { label: text.page, value: shareWords(series.whole('system', 'busy_share').mean) },
      ],
    },
    {
      title: text.storage,
      figures: [
        { label: text.inputDelay, value: latencyWords(series.whole('system', 'input_delay_ms').p95) },
        { label: text.longestFrame, value: latencyWords(most('system', 'long_frame_ms')) },
        { label: text.storageUsed, value: memoryWords(series.latest('system', 'storage_mb')) },
        { label: text.quota, value: shareWords(series.latest('system', 'storage_share')) },
      ],
    },
    {
      title: text.device,
      figures: data.facts.map(({ name, value }) => ({ label: text.fact(name), value: text.factValue(value) })),
    },
  ].filter(({ figures }) => figures.length > 0);
}

function secondsWords(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : dashboardText().units.s(numberWords(seconds, seconds < 1 ? 2 : 1) ?? '');
}

function hitShare(series: KeptSeries, component: Component): string | undefined {
  const hits = series.whole(component, 'cache_hits').sum;
  const all = hits + series.whole(component, 'cache_misses').sum;
  return all > 0 ? shareWords(hits / all) : undefined;
}
