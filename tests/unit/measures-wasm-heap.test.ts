import { describe, expect, it } from 'vitest';
import { wasmHeapBytes, watchWasmMemory } from '../../workers/wasm-heap';

const PAGE_BYTES = 65_536;

describe('memory of WebAssembly', () => {
  it('is not told before there is any, and is the sum of all there is', () => {
    const before = new WebAssembly.Memory({ initial: 5 });
    watchWasmMemory();
    watchWasmMemory();
    expect(wasmHeapBytes()).toBeUndefined();
    const small = new WebAssembly.Memory({ initial: 1, maximum: 10 });
    expect(wasmHeapBytes()).toBe(PAGE_BYTES);
    const shared = new WebAssembly.Memory({ initial: 2, maximum: 4, shared: true });
    expect(wasmHeapBytes()).toBe(3 * PAGE_BYTES);
    small.grow(3);
    shared.grow(1);
    expect(wasmHeapBytes()).toBe(7 * PAGE_BYTES);
    expect(before.buffer.byteLength).toBe(5 * PAGE_BYTES);
  });

  it('is made as ever: a plain memory that a module takes and a thread may be sent', async () => {
    watchWasmMemory();
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    expect(memory).toBeInstanceOf(WebAssembly.Memory);
    expect(Object.getPrototypeOf(memory)).toBe(WebAssembly.Memory.prototype);
    // (module (import "m" "m" (memory 1 1 shared)))
    const module = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 2, 9, 1, 1, 109, 1, 109, 2, 3, 1, 1);
    await expect(WebAssembly.instantiate(module, { m: { m: memory } })).resolves.toBeDefined();
    const { port1, port2 } = new MessageChannel();
    const arrived = new Promise<unknown>((resolve) => {
      port2.onmessage = ({ data }) => resolve(data.buffer.byteLength);
    });
    port1.postMessage(memory);
    expect(await arrived).toBe(PAGE_BYTES);
    port1.close();
    port2.close();
    expect(() => new WebAssembly.Memory({ initial: 2, maximum: 1 })).toThrow(RangeError);
  });
});
