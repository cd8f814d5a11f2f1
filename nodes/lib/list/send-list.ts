import type { NodeAPI } from 'node-red';
import type { Caller } from '../../../src/http/message';
import type { HandOn } from '../../../src/list/page';
import type { Portions } from '../../../src/list/read-page';
import type { ListMode } from '../../settings';
import { measure } from '../measure';
import type { Job } from '../working-node';
import { ListInOne } from './list-in-one';
import { ListInParts } from './list-in-parts';
import type { ListOutlet, ListOutletOptions, ListSource } from './list-sender';

interface Mode {
  readonly portions: Portions;
  readonly createOutlet: (options: ListOutletOptions) => ListOutlet;
}

const MODES: Readonly<Record<ListMode, Mode>> = {
  list: { portions: 'whole', createOutlet: (options) => new ListInOne(options) },
  items: { portions: 'batches', createOutlet: (options) => new ListInParts('item', options) },
  pages: { portions: 'pages', createOutlet: (options) => new ListInParts('portion', options) },
};

/**
 * Sends a list on in one of the ways that a dialog offers.
 *
 * @param source what is told of the list besides how it was fetched
 * @param fetch fetches it, portion by portion
 * @returns how many items it has
 */
export async function sendList(
  { util }: Pick<NodeAPI, 'util'>,
  { msg, send, ...job }: Pick<Job<unknown, unknown>, 'msg' | 'send' | 'caller'>,
  mode: ListMode,
  source: ListSource,
  fetch: (call: Caller & { readonly portions: Portions }, handOn: HandOn) => Promise<void>,
): Promise<number> {
  const { portions, createOutlet } = MODES[mode];
  const { caller, result } = measure(job.caller);
  const outlet = createOutlet({ msg, send, source, result, util });
  await fetch({ ...caller, portions }, (portion) => outlet.add(portion));
  return outlet.count;
}
