import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Signal } from '../abort';

/**
 * Waits until a TLS socket has shaken hands.
 *
 * @throws what it fails with; the reason of the signal, with the socket destroyed.
 */
export async function handshake(socket: Duplex, signal: Signal): Promise<Duplex> {
  const stop = (): void => {
    socket.destroy(signal.reason);
  };
  const forget = signal.onAbort(stop);
  if (signal.aborted) stop();
  try {
    await once(socket, 'secureConnect');
    return socket;
  } finally {
    forget();
  }
}
