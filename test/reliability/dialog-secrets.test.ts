import assert from 'node:assert/strict';
import { passTime } from '../nodes/support/clock';
import { postToDialog } from '../nodes/support/post-to-dialog';
import { type Bench, useBench } from './bench';
import type { Mishap, Start } from './fault-case';
import { FAULTS } from './faults/index';
import { GOSSIP } from './gossip';
import { core, marker } from './marker';
import { bringAbout, endSlowAnswers } from './run-fault';
import { assertKept, assertWithout, secretsOf } from './secrets';
import { INNERSPACE } from './services/innerspace';
import { RDP } from './services/rdp';
import { CONFIG, type TestedService } from './services/tested-service';

/** A question that an edit dialog has the runtime put to a service. */
interface Dialog {
  readonly what: string;
  readonly service: TestedService;
  /** The node that is triggered before and afterwards. */
  readonly node: string;
  /** Where the account may stand; what cannot happen to this question is left out. */
  readonly starts: readonly Start[];
  readonly path: string;
  readonly body: (bench: Bench, newPassword: string) => object;
  /** What the answer of the runtime holds when all went well. */
  readonly gives: string;
}

interface NamedMishap extends Mishap {
  readonly name: string;
  readonly start: Start;
}

const DIALOGS: readonly Dialog[] = [
  {
    what: 'asks for the schema',
    service: INNERSPACE,
    node: 'query',
    starts: ['fresh', 'signed in'],
    path: 'innerspace-query/schema',
    body: () => ({ server: CONFIG }),
    gives: 'schema',
  },
  {
    what: 'changes the password',
    service: RDP,
    node: 'request',
    starts: ['fresh'],
    path: `rdp-config/${CONFIG}/password`,
    body: ({ bed }, newPassword) => ({
      oldPassword: bed.simulator.rdp.account.password,
      newPassword,
    }),
    gives: 'changed',
  },
];

for (const dialog of DIALOGS) {
  const { what, service, node, path, gives } = dialog;

  describe(`no secret of ${service.name} is shown by the dialog that ${what}`, () => {
    const answered = new Set<string>();

    for (const mishap of mishapsOf(dialog)) {
      describe(`to an account that is ${mishap.start}`, () => {
        const bench = useBench(service, mishap.service);

        it(`with the mishap "${mishap.name}"`, async () => {
          const { bed } = bench;
          await bench.deploy({ timeout: 5, ...mishap.settings });
          const newPassword = `Aa1!${marker()}`;
          const body = dialog.body(bench, newPassword);
          if (mishap.start === 'signed in') await bed.trigger(node);
          const secrets = [...secretsOf(bench), core(newPassword)];
          await bringAbout(bench, mishap);

          const answer = await passTime(bed.clock, postToDialog(path, body));
          for (const field of Object.keys(answer.body)) answered.add(field);
          secrets.push(...secretsOf(bench));
          assertWithout(answer.text, secrets);

          bed.simulator.faults.clear();
          await bench.cable.plug();
          await endSlowAnswers(bench);
          await passTime(bed.clock, bed.trigger(node));
          assertKept(bench, "fill: 'blue'", secrets);
        });
      });
    }

    describe('in whatever it was answered', () => {
      it('which was success as well as failure', () => {
        assert.deepEqual([...answered].toSorted(), [gives, 'problem'].toSorted());
      });
    });
  });
}

/** What goes wrong while the dialog asks, and two ways in which it gets its answer all the same. */
function mishapsOf({ service, node, starts }: Dialog): NamedMishap[] {
  const fine: NamedMishap[] = starts.flatMap((start) => [
    { name: 'none', start, cause: () => undefined, sees: 'the answer' },
    {
      name: 'answer lost',
      start,
      cause: ({ cable }) => cable.loseNextAnswer(),
      sees: 'the answer',
    },
  ]);
  const faults = (FAULTS.get(service) ?? [])
    .filter(({ nodes }) => nodes.includes(node))
    .flatMap(({ start, cases }) => cases.map((fault) => ({ ...fault, start })));
  const all = [...fine, ...faults, ...(GOSSIP.get(service) ?? [])];
  return all.filter(({ start }) => starts.includes(start));
}
