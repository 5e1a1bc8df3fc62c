/** The microphone: from a device to frames on a port. */
import type { CaptureToPage, PageToCapture } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { microphoneError, microphonePermission } from './microphone-error';
import { loadWorklet } from './worklet-module';

/** What the browser does to the sound before it is heard. */
export interface SoundProcessing {
  echoCancellation: boolean;
  noiseSuppression: boolean;
  autoGain: boolean;
}

const ALL_PROCESSING: SoundProcessing = { echoCancellation: true, noiseSuppression: true, autoGain: true };

export interface MicrophoneOptions {
  /** Heard instead of a device; it stays its owner's. */
  stream?: MediaStream | undefined;
  /** A device of `watchMicrophones`; the system's default when undefined or unplugged. */
  deviceId?: string | undefined;
  /** All of it where nothing is said. To change it, open the microphone anew: browsers differ in what they change on the way. */
  processing?: SoundProcessing | undefined;
  /** As a factor; 1 where nothing is said. */
  gain?: number | undefined;
  /** Runs at whatever rate it likes; the worklet resamples. */
  context: AudioContext;
  /** Where `capture.worklet` was built to. */
  workletUrl: string;
  /** Takes `CaptureToVad`; handed over to the worklet. */
  vadPort: MessagePort;
  /** A node of the same context whose output is all that the app plays: what the microphone may hear again. */
  reference?: AudioNode | undefined;
  /** What the worklet counted, at most once a second. */
  onStats?: ((stats: CaptureToPage) => void) | undefined;
  /** The device, its permission or the worklet went away (`microphone-lost`). The microphone still wants `close`. */
  onLost?: ((error: SottoError) => void) | undefined;
}

/** Of the capture worklet; input 0 is the microphone. */
const REFERENCE_INPUT = 1;
/** Within four of these a change is done. */
const GAIN_TIME_CONSTANT_S = 0.005;

/** An open microphone. */
export interface Microphone {
  /** The device that was opened, which need not be the one asked for. */
  readonly deviceId: string | undefined;
  readonly label: string;
  /** Takes what the app plays from another node: the speaker was opened anew. Nothing once closed. */
  reconnectReference(node: AudioNode | undefined): void;
  /** How loud it is heard from now on, as a factor: within 20 ms, without a click. */
  amplify(gain: number): void;
  /** Stops the device and ends the worklet; a second call does nothing. */
  close(): void;
}

/**
 * Opens the microphone and starts the flow of frames.
 * Throws SottoError: insecure-context, microphone-denied, -dismissed, -missing or -busy, worklet-missing.
 */
export async function openMicrophone(options: MicrophoneOptions): Promise<Microphone> {
  // Taken out of the options, so that nothing that lives as long as the microphone holds on to them and their port.
  const { context, workletUrl, vadPort, onLost, onStats, stream: lent } = options;
  // The worklet comes first: without it no one should see the browser's recording light.
  if (!lent && (!globalThis.isSecureContext || !navigator.mediaDevices)) {
    throw new SottoError('insecure-context', 'A browser gives the microphone to https and localhost pages only.');
  }
  await loadWorklet(context, workletUrl);
  const stream = lent ?? (await openStream(options.deviceId, options.processing ?? ALL_PROCESSING));
  const [track] = stream.getAudioTracks();
  if (!track) throw new SottoError('microphone-missing', 'The device has no audio track.');

  const source = context.createMediaStreamSource(stream);
  const loudness = new GainNode(context, { gain: options.gain ?? 1 });
  const node = new AudioWorkletNode(context, 'sotto-capture', {
    numberOfInputs: 2,
    numberOfOutputs: 1,
    outputChannelCount: [1],
  });
  const post = (message: PageToCapture, transfer: Transferable[] = []) => node.port.postMessage(message, transfer);
  const onEnded = () => onLost?.(new SottoError('microphone-lost', `${track.label || 'The microphone'} went away.`));
  track.addEventListener('ended', onEnded);
  node.port.onmessage = ({ data }: MessageEvent<CaptureToPage>) => onStats?.(data);
  node.onprocessorerror = () => onLost?.(new SottoError('microphone-lost', 'The capture worklet threw.'));
  post({ kind: 'connect', vadPort }, [vadPort]);
  // The output is silence; it is connected because a node that leads nowhere need not be rendered.
  source.connect(loudness).connect(node).connect(context.destination);

  let closed = false;
  let reference: AudioNode | undefined;
  const reconnectReference = (next: AudioNode | undefined) => {
    if (closed || next === reference) return;
    if (reference) disconnect(reference, node);
    reference = next;
    reference?.connect(node, 0, REFERENCE_INPUT);
  };
  reconnectReference(options.reference);
  return {
    deviceId: track.getSettings().deviceId,
    label: track.label,
    reconnectReference,
    amplify: (gain) => void loudness.gain.setTargetAtTime(gain, context.currentTime, GAIN_TIME_CONSTANT_S),
    close() {
      if (closed) return;
      reconnectReference(undefined);
      closed = true;
      track.removeEventListener('ended', onEnded);
      if (!lent) for (const each of stream.getTracks()) each.stop();
      post({ kind: 'close' });
      source.disconnect();
      loudness.disconnect();
      node.disconnect();
      node.port.close();
    },
  };
}

/** Takes a connection away, if its other end has not done so: a speaker disconnects itself when it closes. */
function disconnect(from: AudioNode, to: AudioNode): void {
  try {
    from.disconnect(to, 0, REFERENCE_INPUT);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidAccessError')) throw error;
  }
}

/** Asks for the device alone. Throws SottoError: microphone-denied, -dismissed, -missing or -busy. */
export async function openStream(deviceId: string | undefined, processing: SoundProcessing): Promise<MediaStream> {
  const constraints: MediaTrackConstraints = {
    echoCancellation: processing.echoCancellation,
    noiseSuppression: processing.noiseSuppression,
    autoGainControl: processing.autoGain,
    channelCount: { ideal: 1 },
    // Not `exact`: an unplugged favourite must not keep the user from talking.
    ...(deviceId ? { deviceId: { ideal: deviceId } } : {}),
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: constraints });
  } catch (error) {
    throw microphoneError(error, await microphonePermission());
  }
}
