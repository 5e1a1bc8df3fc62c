/** The speaker: samples from a port to the device, and what the page hears of them. */
import type { PageToPlayback, PlaybackToPage } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { loadWorklet } from './worklet-module';

export interface SpeakerOptions {
  context: AudioContext;
  /** Where `playback.worklet` was built to. */
  workletUrl: string;
  /** Brings `TtsToPlayback` at the context's rate; handed over to the worklet. */
  ttsPort: MessagePort;
  onMessage: (message: PlaybackToPage) => void;
  /** The processor threw and is silent for good (`audio-output-failed`): close and open again. */
  onFailed?: ((error: SottoError) => void) | undefined;
}

/** An open speaker. */
export interface Speaker {
  /** What is played, as the device gets it: for whoever must know it from what the microphone hears. */
  readonly output: AudioNode;
  /** Lets a reply be heard; until then its samples wait. */
  start(replyId: number): void;
  /** How loud replies are for a while, 0 to 1, within 10 ms; answered by `ducked` while one plays. */
  duck(gain: number): void;
  /** The user's choice of loudness, 0 to 4, within 10 ms. */
  volume(gain: number): void;
  /** Silences a reply within 10 ms and takes no more of it; answered by `flushed`. */
  flush(replyId: number): void;
  /** Takes the port of a synthesiser that was started again. */
  reconnect(ttsPort: MessagePort): void;
  /** How much later than rendered a sample is audible, now. */
  outputLatencyMs(): number;
  /** Ends the worklet; a second call does nothing. The context stays open. */
  close(): void;
}

/** Connects the playback worklet to the device. Throws SottoError: worklet-missing, audio-output-failed. */
export async function openSpeaker(options: SpeakerOptions): Promise<Speaker> {
  const { context, workletUrl, ttsPort, onMessage, onFailed } = options;
  await loadWorklet(context, workletUrl);
  const node = createNode(context);
  const post = (message: PageToPlayback, transfer: Transferable[] = []) => node.port.postMessage(message, transfer);
  const reconnect = (port: MessagePort) => post({ kind: 'connect', ttsPort: port }, [port]);
  node.port.onmessage = ({ data }: MessageEvent<PlaybackToPage>) => onMessage(data);
  node.onprocessorerror = () => onFailed?.(new SottoError('audio-output-failed', 'The playback worklet threw.'));
  reconnect(ttsPort);
  node.connect(context.destination);

  let closed = false;
  return {
    output: node,
    start: (replyId) => post({ kind: 'start', replyId }),
    duck: (gain) => post({ kind: 'duck', gain }),
    volume: (gain) => post({ kind: 'volume', gain }),
    flush: (replyId) => post({ kind: 'flush', replyId }),
    reconnect,
    // Safari has no outputLatency and Firefox reports 0 until sound was played.
    outputLatencyMs: () => ((context.baseLatency || 0) + (context.outputLatency || 0)) * 1000,
    close() {
      if (closed) return;
      closed = true;
      post({ kind: 'close' });
      node.disconnect();
      node.port.close();
    },
  };
}

function createNode(context: AudioContext): AudioWorkletNode {
  try {
    return new AudioWorkletNode(context, 'sotto-playback', { numberOfInputs: 0, outputChannelCount: [1] });
  } catch (cause) {
    throw new SottoError('audio-output-failed', 'The playback worklet could not be made.', { cause });
  }
}
