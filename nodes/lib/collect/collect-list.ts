import type { Node, NodeMessageInFlow } from 'node-red';
import type { Translate } from '../translate';
import { assertSucceeded } from './complete-list';
import type { CompleteList, SequenceProgress, Sequences } from './sequences';

/** A node that collects lists. */
export interface ListCollector {
  readonly node: Node;
  readonly translate: Translate;
  /** Gets the items of each list, for what the dialog offers. */
  readonly noteItems: (items: readonly unknown[]) => void;
  readonly sequences: Sequences;
}

/**
 * Takes a message that brings a list or a part of it.
 *
 * @returns the list when all of it has come; until then what the node's status shows
 * @throws {ServiceError} LIST_INVALID for the answer to a request that failed
 */
export function collectList(
  { node, translate, noteItems, sequences }: ListCollector,
  topic: string,
  msg: NodeMessageInFlow,
): CompleteList | string {
  assertSucceeded(msg);
  const collected = sequences.collect(topic, msg);
  const { kind, dropped } = collected;
  if (dropped) node.warn(translate('problem.listDropped', progressValues(dropped)));
  if (kind === 'late') return translate('status.late');
  if (kind === 'part') return translate('status.collecting', progressValues(collected.progress));
  if (Array.isArray(collected.list)) noteItems(collected.list);
  return collected;
}

/** What a text says of how much has come. */
function progressValues({ received, count }: SequenceProgress): {
  received: number;
  count: number | string;
} {
  return { received, count: count ?? '?' };
}
