import { asRecord } from '../../../src/json-value';

/**
 * Whether a variable is one of a tab or a group alone. Accounts are global: Node-RED
 * gives them the global variables, and those of the tab that is their scope.
 *
 * @param account a configuration node
 */
export function isOnlyOfFlow(name: string, account: unknown): boolean {
  const { z: scope } = asRecord(account);
  let isOfFlow = false;
  let isGlobal = false;
  RED.nodes.eachWorkspace((tab) => {
    if (!hasVariable(tab, name)) return true;
    if (asRecord(tab).id === scope) isGlobal = true;
    else isOfFlow = true;
    return true;
  });
  RED.nodes.eachGroup((group) => {
    if (hasVariable(group, name)) isOfFlow = true;
    return true;
  });
  RED.nodes.eachConfig((config) => {
    if (asRecord(config).type === 'global-config' && hasVariable(config, name)) isGlobal = true;
    return true;
  });
  return isOfFlow && !isGlobal;
}

function hasVariable(owner: unknown, name: string): boolean {
  const { env } = asRecord(owner);
  return Array.isArray(env) && env.some((variable) => asRecord(variable).name === name);
}
