/**
 * Lets a busy worker read its messages.
 *
 * ONNX Runtime's WASM `run` resolves in a microtask, so a decode loop never returns to the event loop by itself: an abort
 * would wait for the whole reply. One trip through a MessageChannel between two steps is small against 6 to
 * 30 ms a step, and works with and without cross-origin isolation, where a flag in shared memory would need it.
 */
const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Resolves after the messages that had arrived before the call were handled. */
export function yieldToMessages(): Promise<void> {
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
