import { onAbort } from './on-abort';

/** The promise's outcome, or the signal's reason when that comes first; the promise goes on. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(signal.reason);
    if (signal.aborted) give();
    promise.finally(onAbort(signal, give)).then(resolve, reject);
  });
}
