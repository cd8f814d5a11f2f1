import { translate } from './translate';

/** What the dialogs want to know of another node. */
export interface OtherNode {
  type?: string;
  /** Id of the flow or the subflow that it is in; a configuration node may be in none. */
  z?: string;
  /** Absent as long as nobody has looked. */
  valid?: boolean;
  /** Differs from what is deployed. */
  changed?: boolean;
  /** Disabled by its owner. */
  d?: boolean;
}

/** A node with an account, as the editor holds it. */
interface WorkingNode {
  _def: { defaults: { server: { type: string } } };
}

/** What Node-RED's select for a configuration node holds where none is chosen. */
const NONE = '_ADD_';

/** The node of an id in the editor; one without properties where there is none. */
export function nodeOf(id: string): OtherNode {
  return RED.nodes.node(id) ?? {};
}

/** Whether a node is inside of a subflow: what is deployed are copies of it, with ids of their own. */
export function isInSubflow({ z }: OtherNode): boolean {
  return z !== undefined && Boolean(RED.nodes.subflow(z));
}

/** The id that Node-RED's select holds, or an empty text; the value of any other field as it is. */
export function chosenNode(select: JQuery): string {
  const value = String(select.val() ?? '');
  return value === NONE ? '' : value;
}

/**
 * Flags an account that is not there, or is of another service, or has mistakes
 * itself. Node-RED looks for the first and the last alone, and says so in these words.
 *
 * @param options the field's label
 */
export function validateServer(
  this: WorkingNode,
  id: string | undefined,
  options: { label?: string },
): true | string {
  const says = (key: string): string =>
    RED._(`validator.errors.${key}`, { prop: options.label ?? '' });
  if (id === undefined || id === '' || id === NONE) return says('missing-required-prop');
  const { _def: definition } = this;
  const account = nodeOf(id);
  if (account.type !== definition.defaults.server.type) return says('missing-config');
  if (account.d === true) return translate('inode-config', 'reason.accountDisabled');
  return account.valid === false ? says('invalid-config') : true;
}
