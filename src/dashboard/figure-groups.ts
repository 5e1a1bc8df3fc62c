/** Figures beside the charts: how fast the models work, what waits, and how the page and the device are. */
import type { Component } from '../store/metric';
import type { FigureGroupView } from '../ui/dashboard/dashboard-view';
import type { DashboardData } from './data';
import { latencyWords, memoryWords, numberWords, shareWords } from './figures';
import { RANGES } from './range';
import type { KeptSeries } from './series';

export function figureGroupsOf(data: DashboardData, series: KeptSeries): FigureGroupView[] {
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
      title: 'Speed of the models',
      figures: [
        { label: 'Tokens per second', value: numberWords(p50('llm', 'tokens_per_s')) },
        { label: 'First token', value: latencyWords(p50('llm', 'first_token_ms')) },
        { label: 'Hearing, share of real time', value: shareWords(p50('stt', 'real_time_factor')) },
        { label: 'Speaking, share of real time', value: shareWords(p50('tts', 'real_time_factor')) },
        { label: 'Audio heard per minute', value: secondsWords(perMinute(sum('stt', 'audio_s'))) },
        { label: 'Audio spoken per minute', value: secondsWords(perMinute(sum('tts', 'audio_s'))) },
      ],
    },
    {
      title: 'Caches and queues',
      figures: [
        { label: 'Prompt found in the cache', value: hitShare(series, 'llm') },
        { label: 'Phrases found in the cache', value: hitShare(series, 'tts') },
        { label: 'Frames waiting, at most', value: numberWords(most('capture', 'queue'), 0) },
        { label: 'Turns waiting, at most', value: numberWords(most('pipeline', 'queue'), 0) },
        { label: 'Holes in the sound', value: numberWords(sum('playback', 'underruns'), 0) },
        { label: 'Frames dropped', value: numberWords(sum('capture', 'dropped_frames'), 0) },
      ],
    },
    {
      title: 'Share of time each thread worked',
      figures: [
        { label: 'End of turn', value: shareWords(series.whole('vad', 'busy_share').mean) },
        { label: 'Speech to text', value: shareWords(series.whole('stt', 'busy_share').mean) },
        { label: 'Language model', value: shareWords(series.whole('llm', 'busy_share').mean) },
        { label: 'Voice', value: shareWords(series.whole('tts', 'busy_share').mean) },
        { label: 'The page', value: shareWords(series.whole('system', 'busy_share').mean) },
      ],
    },
    {
      title: 'Page and storage',
      figures: [
        { label: 'Delay of input, p95', value: latencyWords(series.whole('system', 'input_delay_ms').p95) },
        { label: 'Longest frame', value: latencyWords(most('system', 'long_frame_ms')) },
        { label: 'Storage used', value: memoryWords(series.latest('system', 'storage_mb')) },
        { label: 'Share of the quota', value: shareWords(series.latest('system', 'storage_share')) },
      ],
    },
    { title: 'This device', figures: data.facts.map(({ name, value }) => ({ label: name, value })) },
  ].filter(({ figures }) => figures.length > 0);
}

function secondsWords(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${numberWords(seconds, seconds < 1 ? 2 : 1)} s`;
}

function hitShare(series: KeptSeries, component: Component): string | undefined {
  const hits = series.whole(component, 'cache_hits').sum;
  const all = hits + series.whole(component, 'cache_misses').sum;
  return all > 0 ? shareWords(hits / all) : undefined;
}
