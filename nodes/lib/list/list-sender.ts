import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { ApiCall } from '../../../src/http/api-request';
import type { Chunk, OnChunk } from '../../../src/list/page';
import type { Resource } from '../../../src/services/inode';
import type { SendMessage } from '../handle-input';
import type { Measured } from '../measure';
import type { BackPressure } from '../ticks/ticks';

/** Where a list comes from: which of the account's lists it is, or the request for it. */
export type ListSource = ({ readonly resource: Resource } | Pick<ApiCall, 'method' | 'path'>) & {
  /** What was asked for of what is new. */
  readonly since?: string | number;
};

/** Where a list comes from, and when it is complete also how; sent as `msg.inode`. */
export type ListInfo = ListSource &
  Partial<Measured> & {
    /** Items in the complete list. */
    readonly count?: number;
    /** Items that it has by the service's own count, where the service reports it. */
    readonly total?: number;
    /** Items that came again on a later page, where there are such. */
    readonly duplicates?: number;
    /** Set when the service says that the list is as it was the last time. */
    readonly unchanged?: true;
  };

export type ListMessage = NodeMessageInFlow & { parts?: unknown; inode?: ListInfo };

/** What a list is sent on with. */
export interface ListSenderOptions {
  /** The message that came in; it goes on last, and is not touched before. */
  readonly msg: ListMessage;
  readonly send: SendMessage;
  readonly source: ListSource;
  /** What else each message has of the answer that came last, in place of what is there. */
  readonly more?: (() => object) | undefined;
  /** How the list was fetched; called when it is complete. */
  readonly result: () => Measured;
  /** What several messages wait for; by default they leave as fast as they can. */
  readonly backPressure?: BackPressure | undefined;
  readonly util: Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>;
}

/** Sends a list on. */
export interface ListSender {
  /** Items so far. */
  readonly count: number;
  /** Whether nothing was sent, and the list should be read once more. */
  readonly isToBeReadAgain: boolean;
  /** Sends what can be sent now; resolves when there is room for more. */
  readonly add: OnChunk;
}

/** What is sent about a complete list. */
export function infoOf(
  { source, result }: ListSenderOptions,
  count: number,
  { isUnchanged = false, total, duplicates }: Omit<Chunk, 'items' | 'isLast'>,
): ListInfo {
  return {
    ...source,
    count,
    ...(total !== undefined && { total }),
    ...result(),
    ...(duplicates !== undefined && { duplicates }),
    ...(isUnchanged && { unchanged: true }),
  };
}
