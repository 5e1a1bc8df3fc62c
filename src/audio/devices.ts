/** Which microphones there are, as the page shows them. */

/** A microphone to choose from. */
export interface MicrophoneDevice {
  /** As getUserMedia takes it; empty until the user has allowed the microphone once. */
  deviceId: string;
  /** The system's name, or a plain one while the browser keeps it back. */
  label: string;
}

/** The device a browser lists first under this id follows the system's choice. */
const SYSTEM_DEFAULT_ID = 'default';

/** The microphones among `devices`, each with a label one can show. */
export function listMicrophones(devices: readonly MediaDeviceInfo[]): MicrophoneDevice[] {
  return devices
    .filter((device) => device.kind === 'audioinput')
    .map(({ deviceId, label }, index) => ({ deviceId, label: label || plainLabel(deviceId, index) }));
}

function plainLabel(deviceId: string, index: number): string {
  return deviceId === SYSTEM_DEFAULT_ID || index === 0 ? 'Default microphone' : `Microphone ${index + 1}`;
}

/** The preferred device while it is plugged in, else the system's default, else the first; undefined without any. */
export function chooseDevice(
  devices: readonly MicrophoneDevice[],
  preferredId: string | undefined,
): MicrophoneDevice | undefined {
  return (
    devices.find((device) => device.deviceId !== '' && device.deviceId === preferredId) ??
    devices.find((device) => device.deviceId === SYSTEM_DEFAULT_ID) ??
    devices[0]
  );
}

/**
 * Calls back with the microphones now and whenever one comes or goes. Labels appear after permission, which no event
 * announces: watch again once the microphone is open. Returns what ends the watch. Never calls in an insecure context.
 */
export function watchMicrophones(callback: (devices: MicrophoneDevice[]) => void): () => void {
  const { mediaDevices } = navigator;
  if (!mediaDevices) return () => {};
  let watching = true;
  let asked = 0;
  const report = async () => {
    const question = ++asked;
    // A browser that refuses to list devices has none to choose from; opening the default one may still work.
    const devices = await mediaDevices.enumerateDevices().catch(() => []);
    if (watching && question === asked) callback(listMicrophones(devices));
  };
  const onChange = () => void report();
  mediaDevices.addEventListener('devicechange', onChange);
  void report();
  return () => {
    watching = false;
    mediaDevices.removeEventListener('devicechange', onChange);
  };
}
