import type { Node, NodeMessageInFlow } from 'node-red';
import { isTooDeep } from '../../src/json-value';

/** How Node-RED lets a node end a message. */
export type Done = (error?: Error) => void;

/**
 * Ends a message once. Node-RED copies it for each Complete or Catch node, and throws where
 * that is not possible: the message has ended then, but nobody has heard of it. So its Catch
 * nodes get what can be copied of it.
 *
 * @param failure why the node could not do its work, where it could not
 * @param uncopyable makes the error for a message that has ended well, but cannot be copied
 * @returns whether all of it could be copied
 */
export function endMessage(
  node: Node,
  msg: NodeMessageInFlow,
  done: Done,
  failure: Error | undefined,
  uncopyable: () => Error,
): boolean {
  try {
    if (failure === undefined) done();
    else done(failure);
    return true;
  } catch {
    node.error(failure ?? uncopyable(), copyableParts(msg));
    return false;
  }
}

/** Node-RED hands these on as they are, so that a flow can still answer the request. */
const UNCOPIED: ReadonlySet<string> = new Set(['req', 'res']);

/** A message with those properties of another one that can be copied. */
function copyableParts(msg: NodeMessageInFlow): NodeMessageInFlow {
  const parts: NodeMessageInFlow = { _msgid: '' };
  for (const name of Object.keys(msg)) {
    if (isPropertyCopyable(msg, name)) Object.assign(parts, { [name]: Reflect.get(msg, name) });
  }
  return parts;
}

/** Whether all of a message can be looked into and copied. */
export function isCopyable(msg: NodeMessageInFlow): boolean {
  return Object.keys(msg).every((name) => isPropertyCopyable(msg, name));
}

function isPropertyCopyable(msg: NodeMessageInFlow, name: string): boolean {
  try {
    const value: unknown = Reflect.get(msg, name);
    return UNCOPIED.has(name) || !isTooDeep(value);
  } catch {
    // A getter or a proxy that throws.
    return false;
  }
}
