import type { NodeMessage } from 'node-red';
import type { QueryParameter } from '../../../nodes/settings';
import { assertSent } from './failure';
import { links } from './flow-nodes';
import type { TestBed } from './test-bed';

/** Deploys a node with these parameters and triggers it; see `sentParametersAgain`. */
export async function sentParameters(
  bed: TestBed,
  query: QueryParameter[],
  message?: NodeMessage,
): Promise<string[]> {
  await bed.deploy([links({ query })]);
  return sentParametersAgain(bed, message);
}

/** Triggers the node `links`, and returns the parameters that reach the service. */
export async function sentParametersAgain(bed: TestBed, message?: NodeMessage): Promise<string[]> {
  assertSent(await bed.trigger('links', message));
  const search = new URLSearchParams(bed.simulator.requests.at(-1)?.search);
  search.delete('no_pagination');
  return [...search].map(([name, value]) => `${name}=${value}`);
}

/** One configured parameter of the name `a`. */
export function one(type: QueryParameter['type'], value: string): QueryParameter[] {
  return [{ name: 'a', value, type }];
}
