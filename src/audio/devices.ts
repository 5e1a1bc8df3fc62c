/** Which microphones and speakers there are, as the page shows them. */

/** A microphone or a speaker to choose from. */
export interface AudioDevice {
  /** As getUserMedia and setSinkId take it; empty until the user has allowed the microphone once. */
  deviceId: string;
  /** The system's name, or a plain one while the browser keeps it back. */
  label: string;
}

/** The device a browser lists first under this id follows the system's choice. */
const SYSTEM_DEFAULT_ID = 'default';

/** The microphones among `devices`, each with a label one can show. */
export function listMicrophones(devices: readonly MediaDeviceInfo[]): AudioDevice[] {
  return listed(devices, 'audioinput', 'microphone');
}

/** The speakers among `devices`, each with a label one can show. Firefox and Safari list none before permission, or at all. */
export function listSpeakers(devices: readonly MediaDeviceInfo[]): AudioDevice[] {
  return listed(devices, 'audiooutput', 'speaker');
}

function listed(devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind, noun: string): AudioDevice[] {
  const plain = (deviceId: string, index: number) =>
    deviceId === SYSTEM_DEFAULT_ID || index === 0
      ? `Default ${noun}`
      : `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${index + 1}`;
  return devices
    .filter((device) => device.kind === kind)
    .map(({ deviceId, label }, index) => ({ deviceId, label: label || plain(deviceId, index) }));
}

/** The preferred device while it is plugged in, else the system's default, else the first; undefined without any. */
export function chooseDevice(
  devices: readonly AudioDevice[],
  preferredId: string | undefined,
): AudioDevice | undefined {
  return (
    devices.find((device) => device.deviceId !== '' && device.deviceId === preferredId) ??
    devices.find((device) => device.deviceId === SYSTEM_DEFAULT_ID) ??
    devices[0]
  );
}

/** Everything to hear with and to be heard by. */
export interface AudioDevices {
  microphones: AudioDevice[];
  speakers: AudioDevice[];
}

/** As `watchDevices`, of microphones alone. */
export function watchMicrophones(callback: (devices: AudioDevice[]) => void): () => void {
  return watchDevices(({ microphones }) => callback(microphones));
}

/**
 * Calls back with the devices now and whenever one comes or goes. Labels appear after permission, which no event
 * announces: watch again once the microphone is open. Returns what ends the watch. Never calls in an insecure context.
 */
export function watchDevices(callback: (devices: AudioDevices) => void): () => void {
  const { mediaDevices } = navigator;
  if (!mediaDevices) return () => {};
  let watching = true;
  let asked = 0;
  const report = async () => {
    const question = ++asked;
    // A browser that refuses to list devices has none to choose from; opening the default one may still work.
    const devices = await mediaDevices.enumerateDevices().catch(() => []);
    if (watching && question === asked) {
      callback({ microphones: listMicrophones(devices), speakers: listSpeakers(devices) });
    }
  };
  const onChange = () => void report();
  mediaDevices.addEventListener('devicechange', onChange);
  void report();
  return () => {
    watching = false;
    mediaDevices.removeEventListener('devicechange', onChange);
  };
}
