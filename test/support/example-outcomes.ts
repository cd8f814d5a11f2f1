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
    name: 'InnerSpace weekly frequencies',
    debug: 'frequencies',
    shown: () => Promise.resolve(/^array\[1\]$/),
  },
  { name: 'RDP time series', debug: 'time series', shown: () => Promise.resolve(/^array\[1\]$/) },
];

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
