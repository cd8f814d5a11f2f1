/** The share of its runs that a property test makes: `INODE_RUNS_SHARE=1` for all, as `test:all` does. */
const SHARE = Number(process.env['INODE_RUNS_SHARE'] ?? 0.2);

/** @param all how often a property is tried where time does not matter */
export function runs(all: number): number {
  return Math.ceil(all * SHARE);
}
