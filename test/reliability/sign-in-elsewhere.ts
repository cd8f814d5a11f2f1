import { createRdp } from '../../src/services/rdp';
import type { FaultRig } from './fault-rig';
import { SERIES } from './services/rdp';

/** Another program of the RDP user reads something, and so takes over the user's only session. */
export async function signInElsewhere({ bed }: FaultRig): Promise<void> {
  const { baseUrl, tokenUrl, account } = bed.simulator.rdp;
  const other = createRdp({
    baseUrl,
    tokenUrl,
    ...account,
    scope: 'trapi',
    takeExclusiveSignOnControl: true,
    timeout: 30_000,
    retries: 0,
    concurrency: 4,
    proxy: {},
  });
  const { signal } = new AbortController();
  await other.request({ method: 'GET', path: SERIES, query: [], signal });
  await other.close();
}
