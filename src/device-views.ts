import { type AudioDevice, chooseDevice } from './audio/devices';
import type { DeviceView } from './ui/view-model';

/** Devices as the page lists them; those that the browser keeps the ids of back cannot be chosen and are left out. */
export function deviceViews(found: readonly AudioDevice[], preferredId: string | undefined): DeviceView[] {
  const chosen = chooseDevice(found, preferredId);
  return found
    .filter(({ deviceId }) => deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label, selected: deviceId === chosen?.deviceId }));
}
