/** How many passes the event loop makes while something is done. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let passes = 0;
  let isDone = false;
  const pass = (): void => {
    passes++;
    if (!isDone) setImmediate(pass);
  };
  setImmediate(pass);
  try {
    await work();
  } finally {
    isDone = true;
  }
  return passes;
}

/**
 * The most that a count grows in one pass of the event loop while something is done.
 *
 * @param count what is counted, such as messages
 */
export async function longestBurst(
  count: () => number,
  work: () => Promise<unknown>,
): Promise<number> {
  let longest = 0;
  let before = count();
  let isDone = false;
  const pass = (): void => {
    longest = Math.max(longest, count() - before);
    before = count();
    if (!isDone) setImmediate(pass);
  };
  setImmediate(pass);
  try {
    await work();
  } finally {
    isDone = true;
  }
  return longest;
}
