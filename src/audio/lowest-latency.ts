/** How late each microphone and each speaker is, as the browser tells it of a device that is open. */
import type { AudioDevice } from './devices';

/** A device and its latency; undefined where this browser does not tell it. */
export interface DeviceLatency {
  device: AudioDevice;
  latencyMs: number | undefined;
}

/** So long a speaker may take until it tells its latency: it does with the first sound that went out. */
const TELL_WITHIN_MS = 1500;
const ASK_EVERY_MS = 20;

/** The soonest; undefined where no device's latency is told. The first of equals, which is the system's own. */
export function lowestOf(measured: readonly DeviceLatency[]): DeviceLatency | undefined {
  const told = measured.filter(({ latencyMs }) => latencyMs !== undefined);
  return told.reduce<DeviceLatency | undefined>(
    (best, each) => (best && (best.latencyMs ?? 0) <= (each.latencyMs ?? 0) ? best : each),
    undefined,
  );
}

/** Opens one microphone after the other for a moment. One that cannot be opened has no latency. */
export async function measureMicrophones(
  devices: readonly AudioDevice[],
  signal?: AbortSignal,
): Promise<DeviceLatency[]> {
  const measured: DeviceLatency[] = [];
  for (const device of devices) {
    if (signal?.aborted) break;
    measured.push({ device, latencyMs: await microphoneLatencyMs(device.deviceId).catch(() => undefined) });
  }
  return measured;
}

/** Plays silence through one speaker after the other. Needs a gesture, as all sound does. */
export async function measureSpeakers(
  devices: readonly AudioDevice[],
  latencyHint: AudioContextLatencyCategory,
  signal?: AbortSignal,
): Promise<DeviceLatency[]> {
  const measured: DeviceLatency[] = [];
  for (const device of devices) {
    if (signal?.aborted) break;
    measured.push({ device, latencyMs: await speakerLatencyMs(device.deviceId, latencyHint).catch(() => undefined) });
  }
  return measured;
}

/** Media Capture and Streams: `latency` in seconds. Chromium tells it; Firefox and Safari do not. */
async function microphoneLatencyMs(deviceId: string): Promise<number | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { deviceId: { exact: deviceId } } });
  try {
    const settings: MediaTrackSettings & { latency?: number } = stream.getAudioTracks()[0]?.getSettings() ?? {};
    return settings.latency === undefined ? undefined : settings.latency * 1000;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function speakerLatencyMs(
  deviceId: string,
  latencyHint: AudioContextLatencyCategory,
): Promise<number | undefined> {
  const options: AudioContextOptions & { sinkId?: string } = { latencyHint };
  if (deviceId && deviceId !== 'default') options.sinkId = deviceId;
  const context = new AudioContext(options);
  try {
    // A browser that waits for a gesture never answers this.
    await Promise.race([context.resume(), after(TELL_WITHIN_MS)]);
    const source = new ConstantSourceNode(context, { offset: 0 });
    source.connect(context.destination);
    source.start();
    const untilMs = performance.now() + TELL_WITHIN_MS;
    while (!context.outputLatency && performance.now() < untilMs) await after(ASK_EVERY_MS);
    // Safari has no outputLatency at all: the base alone would say less than it is.
    return context.outputLatency ? (context.baseLatency + context.outputLatency) * 1000 : undefined;
  } finally {
    await context.close();
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
