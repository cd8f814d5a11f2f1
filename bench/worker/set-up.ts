/** What a process that polls is told. */
export interface SetUp {
  /** Of the list's service, with a slash at the end. */
  readonly baseUrl: string;
  /** How many ask at once. */
  readonly nodes: number;
  /** Which flow a Node-RED runs. */
  readonly flow: FlowName;
}

/** The package in each of its modes, or core nodes. */
export type FlowName = 'list' | 'items' | 'pages' | 'core';

const FLOWS: readonly unknown[] = ['list', 'items', 'pages', 'core'];

export function assertSetUp(value: unknown): asserts value is SetUp {
  const { baseUrl, nodes, flow }: Partial<Record<keyof SetUp, unknown>> = Object(value);
  if (typeof baseUrl !== 'string' || typeof nodes !== 'number' || !FLOWS.includes(flow)) {
    throw new TypeError('not what a process that polls must know');
  }
}
