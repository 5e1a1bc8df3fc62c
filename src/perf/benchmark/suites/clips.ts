/** The recordings that ship with the app, by what they are for. */
import { SottoError } from '../../../../workers/rpc';
import type { BenchmarkClip } from '../targets';

/** The recording with this id. @throws SottoError `internal` when it is not there: its series fails with the words. */
export function clipOf(clips: readonly BenchmarkClip[], id: string): BenchmarkClip {
  const clip = clips.find((one) => one.id === id);
  if (!clip) throw new SottoError('internal', `The recording ${id} is not there.`);
  return clip;
}
