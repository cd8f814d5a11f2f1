import assert from 'node:assert/strict';
import type { Simulator } from '../../simulator/index';

/** What an example shows when its account is one of a simulator. */
interface ExampleOutcome {
  /** Name of the example's file, without `.json`. */
  name: string;
  /** Name of the debug node that shows it. */
  debug: string;
  /** What the debug sidebar calls the kind of the value, as `array[3]`. */
  shown: (simulator: Simulator) => Promise<RegExp>;
}

/** Each example, and what its debug node shows of the simulator. */
export const EXAMPLE_OUTCOMES: readonly ExampleOutcome[] = [
  { name: 'Links every minute', debug: 'links', shown: listOf('links') },
  { name: 'Devices one by one, joined again', debug: 'devices', shown: listOf('devices') },
  { name: 'Errors caught and shown', debug: 'links', shown: listOf('links') },
  {
    name: 'Only fresh travel times',
    debug: 'fit for use',
    shown: () => Promise.resolve(/^array\[\d+\]$/),
  },
  {
    name: 'Any other endpoint',
    debug: 'first page',
    shown: () => Promise.resolve(/^Object$/),
  },
  { name: 'Any endpoint, only what is new', debug: 'new links', shown: listOf('links') },
  {
    name: 'InnerSpace daily occupancy',
    debug: 'occupancy',
    shown: () => Promise.resolve(/^array\[7\]$/),
  },
  {
    name: 'InnerSpace weekly frequencies',
    debug: 'frequencies',
    shown: () => Promise.resolve(/^array\[1\]$/),
  },
  { name: 'RDP time series', debug: 'time series', shown: () => Promise.resolve(/^array\[1\]$/) },
  {
    name: 'A month of a link as CSV',
    debug: 'written',
    shown: () => Promise.resolve(/^string\[\d+\]$/),
  },
  {
    name: 'All links as CSV',
    debug: 'written',
    shown: () => Promise.resolve(/^string\[\d+\]$/),
  },
];

/** The examples that a simulator alone makes show nothing, each with the folder of the tests that run it. */
export const EXAMPLES_RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  'Account as Prometheus metrics': 'test/nodes/examples',
  'Alarm when travel times stop': 'test/nodes/examples',
  'Availability of the month as CSV': 'test/nodes/examples',
  'Devices offline and back': 'test/nodes/examples',
  'Items to MQTT': 'test/mqtt',
  'Items from MQTT (second machine)': 'test/mqtt',
  'Items from MQTT, work shared': 'test/mqtt',
  'Links on a dashboard (needs FlowFuse Dashboard 2)': 'test/third-party',
  'Devices and links on a map (needs worldmap)': 'test/third-party',
  'Travel times in a database (needs SQLite)': 'test/third-party',
};

/** What the debug sidebar says of a list of the simulator, asked without any of the package's code. */
function listOf(resource: string): ExampleOutcome['shown'] {
  return async ({ baseUrl, account }) => {
    const response = await fetch(new URL(`v1/${resource}/?no_pagination`, baseUrl), {
      headers: { Authorization: `Token ${account.token}` },
    });
    const items: unknown = await response.json();
    assert(Array.isArray(items) && items.length > 0);
    return new RegExp(`^array\\[${items.length}\\]$`);
  };
}
