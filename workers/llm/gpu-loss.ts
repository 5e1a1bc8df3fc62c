/** Tells when a GPU device that a library made for itself is lost: the library may say nothing, or wait for ever. */
import { SottoError } from '../rpc';

/** What of a device matters here. */
export interface Losable {
  readonly lost: Promise<{ message: string; reason: string }>;
}

export class GpuLoss {
  #error: SottoError | undefined;
  readonly #waiting = new Set<(error: SottoError) => void>();

  /**
   * Watches a device. WebLLM destroys its own when a buffer could not be made, and never else here (`tryCreateBuffer` of
   * 0.2.86): the worker is ended, not the device.
   */
  watch(device: Losable): void {
    void device.lost.then(({ message, reason }) => {
      this.#error =
        reason === 'destroyed'
          ? new SottoError('out-of-memory', 'The model does not fit into the memory of the graphics processor.')
          : new SottoError('gpu-lost', `The graphics processor was lost: ${message || 'no reason was given'}.`);
      for (const fail of this.#waiting) fail(this.#error);
      this.#waiting.clear();
    });
  }

  /** The work, or `gpu-lost` as soon as the device is. A failure after the loss is the loss's, whatever it says. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#error) return reject(this.#error);
      this.#waiting.add(reject);
      work.then(resolve, (error: unknown) => reject(this.#error ?? error)).finally(() => this.#waiting.delete(reject));
    });
  }
}

/** The methods of WebGPU's adapters that hand devices out. */
interface DeviceMaker {
  requestDevice: (...args: never[]) => Promise<Losable>;
}

/** Watches every device that adapters of this realm hand out from now on. @param adapters `GPUAdapter.prototype` */
export function watchDevices(adapters: DeviceMaker, loss: GpuLoss): void {
  adapters.requestDevice = new Proxy(adapters.requestDevice, {
    async apply(request, adapter, args) {
      const device: Losable = await Reflect.apply(request, adapter, args);
      loss.watch(device);
      return device;
    },
  });
}
