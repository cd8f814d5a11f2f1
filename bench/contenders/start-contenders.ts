import type { SetUp } from '../worker/set-up';
import { CONTENDERS, type Contender, type ContenderName } from './contender';
import { startNode } from './node-contender';
import { startVendor } from './vendor';

/**
 * Starts contenders that ask for the same list, one process each; the vendor's
 * loop is left out where it cannot run.
 */
export async function startContenders(
  where: Omit<SetUp, 'flow'>,
  names: readonly ContenderName[] = CONTENDERS,
): Promise<Contender[]> {
  const started: Contender[] = [];
  for (const name of names) {
    const contender = name === 'vendor' ? startVendor(where.baseUrl) : await startNode(name, where);
    if (contender !== undefined) started.push(contender);
  }
  return started;
}
