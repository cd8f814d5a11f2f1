import { Aborter } from '../../src/abort';
import { rdpOf } from '../support/use-rdp';
import type { FaultRig } from './fault-rig';
import { SERIES } from './services/rdp';

/** Another program of the RDP user reads something, and so takes over the user's only session. */
export async function signInElsewhere({ bed }: FaultRig): Promise<void> {
  const other = rdpOf(bed.simulator, { retries: 0 });
  const { signal } = new Aborter();
  await other.request({ method: 'GET', path: SERIES, query: [], signal });
  await other.close();
}
