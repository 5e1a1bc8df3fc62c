/**
 * How much memory the WebAssembly of this realm holds.
 *
 * No browser tells it, so every `WebAssembly.Memory` is noted as it is made. ONNX Runtime makes its own in JavaScript; a
 * memory that a module makes for itself would not be seen. Threads share the memory of the realm that started them.
 */

const memories: WeakRef<WebAssembly.Memory>[] = [];
let watching = false;

/** Notes memories from now on; to be called before a library makes one. A second call does nothing. */
export function watchWasmMemory(): void {
  if (watching || typeof WebAssembly !== 'object') return;
  watching = true;
  // A proxy, not a subclass: what it makes is a plain Memory, as threads are sent it.
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(Memory, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new Memory(descriptor);
      memories.push(new WeakRef(memory));
      return memory;
    },
  });
}

/** Bytes of all memories still in use; undefined while there is none. */
export function wasmHeapBytes(): number | undefined {
  let bytes: number | undefined;
  for (const memory of memories) {
    const held = memory.deref()?.buffer.byteLength;
    if (held !== undefined) bytes = (bytes ?? 0) + held;
  }
  return bytes;
}
