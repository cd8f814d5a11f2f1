import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';

/** The value of a typed input. */
export interface TypedValue {
  readonly value: string;
  readonly type: string;
}

/**
 * The value of a typed input, for this message. A property of something that
 * is not there is not there either: `undefined`.
 *
 * @throws what Node-RED threw. It may repeat what a context holds: do not show it.
 */
export function evaluate(
  RED: NodeAPI,
  node: Node,
  { value, type }: TypedValue,
  msg: NodeMessageInFlow,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    RED.util.evaluateNodeProperty(value, type, node, msg, (error, result: unknown) => {
      if (error === null || error === undefined) resolve(result);
      else if (error instanceof TypeError && type === 'msg') resolve(undefined);
      else reject(error);
    });
  });
}
