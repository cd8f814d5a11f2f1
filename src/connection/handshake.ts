import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { onAbort } from '../abort';

/**
 * Waits until a TLS socket has shaken hands.
 *
 * @throws what it fails with; the reason of the signal, with the socket destroyed.
 */
export async function handshake(socket: Duplex, signal: AbortSignal): Promise<Duplex> {
  const stop = (): void => {
    socket.destroy(signal.reason);
  };
  const forget = onAbort(signal, stop);
  if (signal.aborted) stop();
  try {
    await once(socket, 'secureConnect');
    return socket;
  } finally {
    forget();
  }
}
