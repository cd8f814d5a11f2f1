const LIMIT_NS = 5_000_000_000n;

/** Lets real input and output go on until the condition holds, whatever a fake clock says. */
export async function until(condition: () => boolean): Promise<void> {
  const started = process.hrtime.bigint();
  while (!condition()) {
    if (process.hrtime.bigint() - started > LIMIT_NS) {
      throw new Error(`This did not come true within 5 s: ${condition.toString()}`);
    }
    await new Promise(setImmediate);
  }
}
