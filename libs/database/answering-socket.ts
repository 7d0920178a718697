import { Socket } from 'node:net';
import { DatabaseError } from './errors.js';

/**
 * A connection that ends when what was asked is not answered in time. The server limits its statements itself; a
 * network that swallows would let a client wait for ever, and a batch with it.
 */
export function answeringSocket(withinMs: number): Socket {
  const socket = new Socket();
  let waiting: NodeJS.Timeout | undefined;
  const rest = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  const giveUp = () =>
    socket.destroy(new DatabaseError('UNREACHABLE', `Postgres has not answered within ${withinMs} ms`));
  // Not `write` itself: a socket that connects puts its own in its place.
  for (const way of ['_write', '_writev'] as const) {
    const write = socket[way]?.bind(socket) as ((...given: unknown[]) => void) | undefined;
    socket[way] = (...given: unknown[]) => {
      waiting ??= setTimeout(giveUp, withinMs).unref();
      write?.(...given);
    };
  }
  return socket.on('data', rest).on('close', rest);
}
