/** A worker whose calls fail when it dies: they would be waited for without end. */
import type { Calls } from '../../workers/protocol';
import { type Client, connect, SottoError } from '../../workers/rpc';

export function watched<C extends Calls<C>>(worker: Worker): Client<C> {
  const client = connect<C>(worker);
  worker.addEventListener('error', ({ message }) => {
    client.dispose(new SottoError('worker-crashed', message || 'A worker could not be started.'));
  });
  return client;
}
