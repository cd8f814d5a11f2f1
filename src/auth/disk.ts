/** Milliseconds that one use of the disk may take, the wait for those before it included. */
const LIMIT = 3_000;

/** Whoever came last. */
let last: Promise<unknown> = Promise.resolve();
/** Whether something has begun, has used up its time and has not come back. */
let isHanging = false;

/**
 * Uses the disk, with a time limit: a disk that hangs, such as a network drive that
 * is gone, must hold up neither a call nor the end of an account.
 *
 * Node.js has four threads for files and for looking up host names, and what hangs
 * holds its thread. So one of them serves all callers in the process, in the order
 * of their calls, and nothing is begun while it hangs.
 *
 * @param work calls the file system; it goes on where it has begun when the time is over
 * @throws the system's error; one with the code ETIMEDOUT when the time is over
 */
export function useDisk<T>(work: () => Promise<T>, limit = LIMIT): Promise<T> {
  if (isHanging) return Promise.reject(timedOut());
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      if (hasBegun) isHanging = true;
      reject(timedOut());
    }, limit);
    last = last.then(async () => {
      if (isOver) return;
      hasBegun = true;
      await work().then(resolve, reject);
      clearTimeout(timer);
      isHanging = false;
    });
  });
}

function timedOut(): Error {
  return Object.assign(new Error('The disk does not answer.'), { code: 'ETIMEDOUT' });
}
