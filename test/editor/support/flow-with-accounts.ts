import type { FlowNode } from '../../../scripts/support/flow-node';
import type { Simulator } from '../../../simulator/index';
import { defaultsOf } from '../../support/defaults-of';
import { ACCOUNT_KINDS } from './account-kinds';
import { flowOf } from './flow';

/** A working node for each kind of account, each with an account of a simulator. */
export function flowWithAccounts(simulator: Simulator): FlowNode[] {
  const accounts = ACCOUNT_KINDS.map(({ title, node, accountType, auth, accountOf }) => {
    const { addresses, credentials } = accountOf(simulator);
    return {
      ...defaultsOf(accountType),
      id: `${node.id}-account`,
      type: accountType,
      name: title,
      ...(auth && { auth }),
      ...addresses,
      credentials,
    };
  });
  const nodes = ACCOUNT_KINDS.map(({ node }) => ({ ...node, server: `${node.id}-account` }));
  return [...flowOf(nodes), ...accounts];
}
