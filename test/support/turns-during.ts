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
