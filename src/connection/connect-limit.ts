import { Aborter, type Signal } from '../abort';
import { ServiceError } from '../errors';
import { because } from '../reasons';

/** Milliseconds that a connection may take to come about. */
const CONNECT_LIMIT = 10_000;

/**
 * Opens a connection, or gives up: a mobile link that is down swallows the
 * attempt without a word.
 *
 * @param open opens it; must end when its signal is aborted.
 * @param closing ends it before its time.
 * @param silent who has not answered when the time is over.
 * @throws what `open` throws; UNREACHABLE; the reason of `closing`.
 */
export async function withinConnectLimit<T>(
  open: (signal: Signal) => Promise<T>,
  closing: Signal,
  silent: 'service' | 'proxy' = 'service',
): Promise<T> {
  const attempt = new Aborter();
  const close = (): void => attempt.abort(closing.reason);
  const timer = setTimeout(() => {
    const reason = silent === 'proxy' ? because('proxySilent') : 'ETIMEDOUT';
    attempt.abort(new ServiceError('UNREACHABLE', { reason }, { sent: false }));
  }, CONNECT_LIMIT);
  const forget = closing.onAbort(close);
  if (closing.aborted) close();
  try {
    return await open(attempt.signal);
  } finally {
    clearTimeout(timer);
    forget();
  }
}
