import { type FlowNode, onTab } from '../../../scripts/support/flow-node';

/** Nodes that send what a GET of `/<path>` asks for into a node, and answer with what comes out. */
export function asked(path: string, node: FlowNode): FlowNode[] {
  return [
    onTab({
      id: `${path}-in`,
      type: 'http in',
      method: 'get',
      url: `/${path}`,
      wires: [[node.id]],
    }),
    onTab({ ...node, wires: [[`${path}-out`]] }),
    onTab({ id: `${path}-out`, type: 'http response' }),
  ];
}

/** Answers a request of `/<path>` with the code of an error that a node on the tab ends with. */
export function caughtAs(statusCode: string): FlowNode[] {
  const func = 'msg.payload = { code: msg.error.code, message: msg.error.message }; return msg;';
  return [
    onTab({ id: 'catch', type: 'catch', scope: null, wires: [['caught']] }),
    onTab({ id: 'caught', type: 'function', func, wires: [['caught-out']] }),
    onTab({ id: 'caught-out', type: 'http response', statusCode }),
  ];
}
