import assert from 'node:assert/strict';
import { useBench } from './bench';
import { about, type Table } from './document';
import type { FaultCase, FaultGroup } from './fault-case';
import { type Observation, runFault } from './run-fault';

const COLUMNS = [
  'fault',
  'what was done',
  'what the flow saw',
  'calls',
  'token requests',
  'took',
  'asks again',
];

/** Tests one group of faults. The returned function gives what was seen, once the tests have run. */
export function testFaults({ heading, start, cases }: FaultGroup): () => Table {
  const seen = new Map<FaultCase, Observation>();

  describe(`a fault ${heading.toLowerCase()}`, () => {
    const bench = useBench();

    for (const fault of cases) {
      const { name, done, sees, retryAfter, calls, tokenRequests, coolsFor = 0 } = fault;
      const expected = { sees, retryAfter, calls, tokenRequests, coolsFor };

      it(`"${name}" ends with ${sees} for links, and then all is well again`, async () => {
        const { took, ...observed } = await runFault(bench, start, fault, 'links');
        assert.deepEqual(observed, expected, done);
        seen.set(fault, { ...observed, took });
      });

      it(`"${name}" ends with ${sees} for devices, and then all is well again`, async () => {
        const { took: _, ...observed } = await runFault(bench, start, fault, 'devices');
        assert.deepEqual(observed, expected, done);
      });
    }
  });

  return () => ({
    heading,
    columns: COLUMNS,
    rows: cases.map((fault) => {
      const observation = seen.get(fault);
      assert(observation, `nothing was seen of "${fault.name}"`);
      return [fault.name, fault.done, ...cells(observation)];
    }),
  });
}

function cells({ sees, retryAfter, calls, tokenRequests, took, coolsFor }: Observation): string[] {
  const wait = retryAfter === undefined ? '' : `, \`retryAfter\` ${inWords(retryAfter)}`;
  return [
    sees === 'the list' ? sees : `\`${sees}\`${wait}`,
    String(calls),
    String(tokenRequests),
    about(took),
    coolsFor === 0 ? 'at once' : `after ${inWords(coolsFor)} s`,
  ];
}

function inWords(value: number): string {
  return value.toLocaleString('en');
}
