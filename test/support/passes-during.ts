/** Calls back with each pass of the event loop while something is done. */
async function eachPass(work: () => Promise<unknown>, onPass: () => void): Promise<void> {
  let isDone = false;
  const pass = (): void => {
    onPass();
    if (!isDone) setImmediate(pass);
  };
  setImmediate(pass);
  try {
    await work();
  } finally {
    isDone = true;
  }
}

/** How many passes the event loop makes while something is done. */
export async function passesDuring(work: () => Promise<unknown>): Promise<number> {
  let passes = 0;
  await eachPass(work, () => passes++);
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
  await eachPass(work, () => {
    longest = Math.max(longest, count() - before);
    before = count();
  });
  return longest;
}
