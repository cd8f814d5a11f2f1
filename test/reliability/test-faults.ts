import assert from 'node:assert/strict';
import type { FaultCase, FaultGroup } from './fault-case';
import { useFaultRig } from './fault-rig';
import { about, type Table } from './report';
import { type Observation, runFault } from './run-fault';
import type { TestedService } from './services/tested-service';

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
export function testFaults(
  service: TestedService,
  { heading, start, nodes, cases }: FaultGroup,
): () => Table {
  const seen = new Map<FaultCase, Observation>();

  describe(`${service.name}, ${heading.toLowerCase()},`, () => {
    for (const fault of cases) {
      const { name, done, sees, retryAfter, calls, tokenRequests, coolsFor = 0 } = fault;
      const expected = { sees, retryAfter, calls, tokenRequests, coolsFor };

      describe(`the fault "${name}"`, () => {
        const rig = useFaultRig(service, fault.service);

        for (const id of nodes) {
          it(`ends with ${sees} for ${id}, shows no secret, and works again afterwards`, async () => {
            const { took, ...observed } = await runFault(rig, start, fault, id);
            assert.deepEqual(observed, expected, done);
            seen.set(fault, { ...observed, took });
          });
        }
      });
    }
  });

  return () => ({
    heading,
    columns: COLUMNS,
    rows: cases.map((fault) => {
      const observation = seen.get(fault);
      assert(observation, `"${fault.name}" did not run`);
      return [fault.name, fault.done, ...cells(observation)];
    }),
  });
}

function cells({ sees, retryAfter, calls, tokenRequests, took, coolsFor }: Observation): string[] {
  const wait = retryAfter === undefined ? '' : `, \`retryAfter\` ${inWords(retryAfter)}`;
  return [
    sees === 'the answer' ? sees : `\`${sees}\`${wait}`,
    String(calls),
    String(tokenRequests),
    about(took),
    coolsFor === 0 ? 'at once' : `after ${inWords(coolsFor)} s`,
  ];
}

function inWords(value: number): string {
  return value.toLocaleString('en');
}
