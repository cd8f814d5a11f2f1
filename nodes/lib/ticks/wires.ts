import type { Node, NodeAPI } from 'node-red';
import { asRecord } from '../../../src/json-value';

/** What flows say of a node, as far as it matters here. */
interface SavedNode {
  readonly id: string;
  /** The ids that each output leads to. */
  readonly wires: readonly (readonly string[])[];
  /** What providers of ticks look for; the object is Node-RED's own. */
  readonly saved: Readonly<Record<string, unknown>>;
}

/**
 * Lets those who give ticks find a node: they look for `tickConsumer` among what
 * the flows say of the nodes that are wired to them, at their first message. It is
 * hidden there, because Node-RED would take the node for a changed one at each deploy.
 */
export function announceConsumer(RED: NodeAPI, { id }: Node): void {
  RED.nodes.eachNode((saved) => {
    if (saved.id === id) Object.defineProperty(saved, 'tickConsumer', { value: true });
  });
}

/**
 * The ids of the nodes that will give a node ticks by themselves: those that are
 * wired straight to it, if it is the first consumer that they find. They find none
 * inside of a subflow.
 */
export function findProviders(RED: NodeAPI, node: Node): string[] {
  const nodes = savedNodes(RED);
  const consumers = nodes.filter(({ saved }) => saved['tickConsumer'] === true);
  const next = nodes.find(({ id }) => id === node.id)?.wires.flat() ?? [];
  return [...new Set(next)].filter((provider) => {
    const first = consumers.find(({ wires }) => wires.flat().includes(provider));
    return isProvider(RED, provider) && first?.id === node.id;
  });
}

/**
 * Whether wires lead from a node through one that gives ticks back to it, so that
 * a flow may send it ticks that it makes itself. Links are followed.
 */
export function hasTickLoop(RED: NodeAPI, node: Node): boolean {
  const next = new Map(savedNodes(RED).map(({ id, wires }) => [id, wires.flat()]));
  const reachable = (from: string): Set<string> => {
    const reached = new Set(next.get(from));
    for (const id of reached) for (const each of next.get(id) ?? []) reached.add(each);
    return reached;
  };
  return [...reachable(node.id)].some((id) => isProvider(RED, id) && reachable(id).has(node.id));
}

function savedNodes(RED: NodeAPI): SavedNode[] {
  const nodes: SavedNode[] = [];
  RED.nodes.eachNode((each) => {
    const saved = asRecord(each);
    const links = saved['type'] === 'link out' ? [saved['links']] : [];
    const outputs = Array.isArray(saved['wires']) ? [...saved['wires'], ...links] : links;
    const wires = outputs.filter(Array.isArray).map((ids) => ids.filter(isText));
    nodes.push({ id: each.id, wires, saved });
  });
  return nodes;
}

function isProvider(RED: NodeAPI, id: string): boolean {
  const node: Node | null = RED.nodes.getNode(id);
  return Boolean(asRecord(node)['tickProvider']);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
