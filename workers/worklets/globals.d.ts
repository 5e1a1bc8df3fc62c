/** What AudioWorkletGlobalScope adds to a worker's globals; lib.webworker.d.ts does not know it. Web Audio API §1.32. */

/** The next frame to be rendered, since the context began. */
declare const currentFrame: number;
/** `currentFrame / sampleRate`, in seconds. */
declare const currentTime: number;
/** The context's rate in Hz. */
declare const sampleRate: number;

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  /** Renders one quantum. `inputs[i]` has no channels while nothing is connected. False lets the node be collected. */
  abstract process(
    inputs: Float32Array[][],
    outputs: Float32Array[][],
    parameters: Record<string, Float32Array>,
  ): boolean;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
