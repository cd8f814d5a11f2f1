import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again for up to 5 s until there is nothing to be seen, and returns what is. */
export async function settles(look: () => readonly string[]): Promise<readonly string[]> {
  const deadline = Date.now() + 5_000;
  let seen = look();
  while (seen.length > 0 && Date.now() < deadline) {
    await sleep(50);
    seen = look();
  }
  return seen;
}
