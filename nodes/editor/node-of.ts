/** What the dialogs want to know of another node. */
export interface OtherNode {
  type?: string;
  /** Id of the flow or the subflow that it is in; a configuration node may be in none. */
  z?: string;
  /** Absent as long as nobody has looked. */
  valid?: boolean;
  /** Differs from what is deployed. */
  changed?: boolean;
}

/** The node of an id in the editor; one without properties where there is none. */
export function nodeOf(id: string): OtherNode {
  return Object(RED.nodes.node(id));
}

/** Whether a node is inside of a subflow: what is deployed are copies of it, with ids of their own. */
export function isInSubflow({ z }: OtherNode): boolean {
  return z !== undefined && Boolean(RED.nodes.subflow(z));
}
