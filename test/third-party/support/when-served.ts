import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL = 50;

/** How often it is asked for. */
const ATTEMPTS = 200;

/** Waits until an address is served: Node-RED answers a deployment before the flows run. */
export async function whenServed(url: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const response = await fetch(url);
    await response.arrayBuffer();
    if (response.ok) return;
    await sleep(POLL_INTERVAL);
  }
  throw new Error(`${url} is not served`);
}
