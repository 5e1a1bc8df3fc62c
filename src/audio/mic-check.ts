/** Tries a microphone: how loud it is, live, and what that means. Nothing is recorded, and no model hears it. */
import { SottoError } from '../../workers/rpc';
import { MicLevelJudge, type MicVerdict } from './mic-level';
import { openStream, type SoundProcessing } from './microphone';

export interface MicCheckOptions {
  /** As `MicrophoneOptions` of `microphone.ts`. */
  deviceId: string | undefined;
  processing: SoundProcessing;
  /** As a factor. */
  gain: number;
  /** Ends it: the device is given back at once. */
  signal: AbortSignal;
  /** Once a picture: root mean square of the last 43 ms in dBFS. */
  onLevel(dbfs: number): void;
  /** Changes rarely: a screen reader says it. */
  onVerdict(verdict: MicVerdict): void;
  /** The device went away (`microphone-lost`); all is closed. */
  onLost(error: SottoError): void;
}

/** 43 ms at 48 kHz: long enough for a level that does not flicker with the pitch of a voice. */
const WINDOW_SAMPLES = 2048;

/**
 * Opens the microphone and listens until the signal. Call it in a gesture: sound needs one.
 * Throws SottoError: aborted, insecure-context, microphone-denied, -dismissed, -missing or -busy.
 */
export async function checkMicrophone(options: MicCheckOptions): Promise<void> {
  const { signal, onLevel, onVerdict, onLost } = options;
  if (!globalThis.isSecureContext || !navigator.mediaDevices) {
    throw new SottoError('insecure-context', 'A browser gives the microphone to https and localhost pages only.');
  }
  // Before anything is awaited, while the gesture counts.
  const context = new AudioContext();
  const stream = await openStream(options.deviceId, options.processing).catch(async (error: unknown) => {
    await context.close();
    throw error;
  });
  const [track] = stream.getAudioTracks();
  let frame = 0;
  const close = () => {
    cancelAnimationFrame(frame);
    signal.removeEventListener('abort', close);
    for (const each of stream.getTracks()) each.stop();
    void context.close();
  };
  // The question of the browser may outlast the wish.
  if (signal.aborted || !track) {
    close();
    throw track ? new SottoError('aborted', 'The check was ended.') : new SottoError('microphone-missing', 'No track.');
  }
  signal.addEventListener('abort', close);
  track.addEventListener('ended', () => {
    close();
    onLost(new SottoError('microphone-lost', `${track.label || 'The microphone'} went away.`));
  });

  const analyser = new AnalyserNode(context, { fftSize: WINDOW_SAMPLES });
  context
    .createMediaStreamSource(stream)
    .connect(new GainNode(context, { gain: options.gain }))
    .connect(analyser);
  const samples = new Float32Array(WINDOW_SAMPLES);
  const judge = new MicLevelJudge(performance.now(), onVerdict);
  const look = () => {
    analyser.getFloatTimeDomainData(samples);
    const level = levelOf(samples);
    onLevel(level.rmsDbfs);
    judge.hear(level, performance.now());
    frame = requestAnimationFrame(look);
  };
  look();
}

/** Root mean square and highest sample in dBFS; −∞ for digital silence. */
export function levelOf(samples: Float32Array): { rmsDbfs: number; peakDbfs: number } {
  let sum = 0;
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = Math.abs(samples[i]!);
    sum += value * value;
    if (value > peak) peak = value;
  }
  return { rmsDbfs: 10 * Math.log10(sum / samples.length), peakDbfs: 20 * Math.log10(peak) };
}
