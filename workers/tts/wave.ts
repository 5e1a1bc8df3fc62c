import { SottoError } from '../rpc';

/** A sound of one channel, −1 to 1. */
export interface Wave {
  samples: Float32Array;
  sampleRateHz: number;
}

/** Reads a RIFF file of 16-bit mono PCM. Throws SottoError `inference-failed` for any other: our own voices write them. */
export function readWave(file: Uint8Array): Wave {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tag = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  const fail = () => new SottoError('inference-failed', 'The voice gave no sound of 16 bits and one channel.');
  if (file.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw fail();
  let sampleRateHz: number | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(at) === 'fmt ') {
      if (view.getUint16(body, true) !== 1 || view.getUint16(body + 2, true) !== 1) throw fail();
      if (view.getUint16(body + 14, true) !== 16) throw fail();
      sampleRateHz = view.getUint32(body + 4, true);
    } else if (tag(at) === 'data' && sampleRateHz !== undefined) {
      // A program that streams leaves the size open: then the rest of the file is the sound.
      const length = Math.floor(Math.min(size, file.length - body) / 2);
      const samples = Float32Array.from({ length }, (_, i) => view.getInt16(body + 2 * i, true) / 2 ** 15);
      return { samples, sampleRateHz };
    }
    at = body + size + (size % 2);
  }
  throw fail();
}
