import type { NodeMessage } from 'node-red';
import helper from 'node-red-node-test-helper';
import {
  ACCOUNT_DEFAULTS,
  type AccountCredentials,
  type AccountSettings,
  LIST_DEFAULTS,
  type ListMode,
} from '../../nodes/settings';
import { Journal } from './journal';
import { coreNode, packageNodes } from './node-red';
import type { Stack } from './stack';

/** A node that reads one of the lists. */
export interface ListNode {
  readonly id: string;
  readonly type: 'inode-links' | 'inode-devices';
  readonly mode?: ListMode;
}

/** What a test's flow differs in from an account of the stack that signs in by OAuth2. */
export interface FlowOptions {
  readonly lists: readonly ListNode[];
  readonly account?: Partial<AccountSettings>;
  readonly credentials?: Partial<AccountCredentials>;
}

/** A deployed flow. */
export interface Flow {
  /** Triggers a list node; see `Journal.trigger`. */
  readonly trigger: (id: string, message?: NodeMessage) => Promise<NodeMessage[]>;
  /** Triggers a list node and returns the payload that the core join node makes of its messages. */
  readonly triggerJoined: (id: string, message?: NodeMessage) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** What Node-RED tells a node on a tab from a configuration node by. */
const ON_TAB = { z: 'flow', x: 0, y: 0 };

/**
 * Deploys one account and its list nodes in Node-RED. What they send in pieces
 * goes through the core join node.
 */
export async function deploy(stack: Stack, options: FlowOptions): Promise<Flow> {
  const { lists, account, credentials } = options;
  const nodes = [
    {
      ...ACCOUNT_DEFAULTS,
      id: 'account',
      type: 'inode-config',
      baseUrl: stack.baseUrl,
      auth: 'oauth2',
      ...account,
    },
    ...lists.map((list) => ({
      ...LIST_DEFAULTS,
      ...list,
      ...ON_TAB,
      server: 'account',
      wires: [[(list.mode ?? 'list') === 'list' ? 'out' : 'join']],
    })),
    { id: 'join', ...ON_TAB, type: 'join', mode: 'auto', wires: [['out']] },
    { id: 'out', ...ON_TAB, type: 'helper' },
  ];
  await helper.load(
    [coreNode('sequence/17-split.js'), ...packageNodes()],
    [{ id: 'flow', type: 'tab' }, ...nodes],
    { account: { ...stack.credentials, ...credentials } },
  );
  const journal = new Journal();
  const stop = async (): Promise<void> => {
    await helper.unload();
    journal.close();
  };
  const trigger = (id: string, message?: NodeMessage): Promise<NodeMessage[]> =>
    journal.trigger(helper.getNode(id), message);
  return {
    trigger,
    async triggerJoined(id, message) {
      const joined = new Promise<unknown>((resolve) => {
        helper.getNode('out').once('input', ({ payload }: NodeMessage) => resolve(payload));
      });
      await trigger(id, message);
      return joined;
    },
    stop,
  };
}
