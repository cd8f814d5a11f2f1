/** A node of a flow, as flow files and the admin API hold it. */
export interface FlowNode {
  id: string;
  type: string;
  [property: string]: unknown;
}

/** A node on the tab of the id `tab`; one without coordinates is a configuration node to Node-RED. */
export function onTab(node: FlowNode): FlowNode {
  return { z: 'tab', x: 0, y: 0, ...node };
}
