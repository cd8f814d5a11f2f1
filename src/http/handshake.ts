import { once } from 'node:events';
import type { Duplex } from 'node:stream';

/**
 * Waits until a TLS socket has shaken hands.
 *
 * @throws what it fails with; the reason of the signal, with the socket destroyed.
 */
export async function handshake(socket: Duplex, signal: AbortSignal): Promise<Duplex> {
  const onAbort = (): void => {
    socket.destroy(signal.reason);
  };
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    await once(socket, 'secureConnect');
    return socket;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
