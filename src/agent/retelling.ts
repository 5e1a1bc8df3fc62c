import type { TurnRecord } from '../store/turn-record';
import type { RunningTurn } from './running-turn';
import { nowMs } from './trace';
import type { TurnRunner } from './turn-runner';

/**
 * A turn that says a reply once more, as soon as it is decided. It can be stopped and spoken over as any other; nothing of it
 * is shown or remembered, and there is no record of it unless it fails.
 */
export function beginRetelling(runner: TurnRunner, reply: string, onFailed: (record: TurnRecord) => void): RunningTurn {
  const heard = Promise.resolve({ text: '', readyAtMs: nowMs(), transcript: undefined });
  const turn = runner.begin(
    { turnId: crypto.randomUUID(), input: 'keyboard', heard },
    { retold: reply, onOver: (record) => record.error && onFailed(record) },
  );
  turn.discard();
  return turn;
}
