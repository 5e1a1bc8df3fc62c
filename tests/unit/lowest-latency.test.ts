import { expect, it } from 'vitest';
import { latencyHintOf } from '../../src/audio/latency-hint';
import { type DeviceLatency, lowestOf } from '../../src/audio/lowest-latency';

const measured = (...latencies: (number | undefined)[]): DeviceLatency[] =>
  latencies.map((latencyMs, i) => ({ device: { deviceId: `${i}`, label: `${i}` }, latencyMs }));

it('the lowest is the first of those that are told', () => {
  expect(lowestOf(measured(undefined, 20, 10, 10))?.device.deviceId).toBe('2');
  expect(lowestOf(measured(0, undefined))?.device.deviceId).toBe('0');
  expect(lowestOf(measured(undefined))).toBeUndefined();
  expect(lowestOf([])).toBeUndefined();
});

it('each choice of buffers has a name that browsers know', () => {
  expect((['low', 'balanced', 'quality'] as const).map(latencyHintOf)).toEqual(['interactive', 'balanced', 'playback']);
});
