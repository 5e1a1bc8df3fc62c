import { type NowMs, type Probe, systemPoint } from './probe';

/** Not in Firefox and Safari, nor in TypeScript's libraries. https://developer.mozilla.org/docs/Web/API/BatteryManager */
export interface NavigatorWithBattery {
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>;
}

/**
 * How full the battery is, as `battery_share`, and whether it is charged, as `battery_charging` (1 or 0). A device without a
 * battery calls itself full and charging.
 */
export function batteryProbe(navigator: NavigatorWithBattery, nowMs: NowMs): Probe {
  let battery: ReturnType<Required<NavigatorWithBattery>['getBattery']> | undefined;
  return {
    name: 'Battery',
    available: typeof navigator.getBattery === 'function',
    async sample() {
      battery ??= navigator.getBattery?.();
      const told = await battery;
      if (!told) return [];
      return [
        systemPoint('battery_share', nowMs(), told.level),
        systemPoint('battery_charging', nowMs(), told.charging ? 1 : 0),
      ];
    },
  };
}
