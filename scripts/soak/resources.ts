/** What this process holds open, by kind; as many of a kind as there are. */
export type Resources = ReadonlyMap<string, number>;

/** What keeps the process alive at the moment: sockets at both ends, servers, timers, requests. */
export function openResources(): Resources {
  const tally = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) tally.set(kind, (tally.get(kind) ?? 0) + 1);
  return tally;
}

/** Listeners on the process, which nodes add and forget most easily. */
export function processListeners(): Resources {
  const names = process.eventNames();
  return new Map(names.map((name) => [`on ${String(name)}`, process.listenerCount(name)]));
}

/** What there is more of than before, in words. */
export function surplus(before: Resources, after: Resources): string[] {
  return [...after]
    .map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const)
    .filter(([, more]) => more > 0)
    .map(([kind, more]) => `${more} ${kind}`);
}
