import assert from 'node:assert/strict';
import { postToDialog } from '../nodes/support/post-to-dialog';
import { passTime } from '../support/clock';
import { ECHOED_SECRETS } from './echoed-secrets';
import type { Scenario, Start } from './fault-case';
import { type FaultRig, useFaultRig } from './fault-rig';
import { FAULTS } from './faults/index';
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
  readonly body: (rig: FaultRig, newPassword: string) => object;
  /** What the answer of the runtime holds when all went well. */
  readonly gives: string;
}

interface NamedScenario extends Scenario {
  readonly name: string;
  readonly start: Start;
}

const DIALOGS: readonly Dialog[] = [
  {
    what: 'loads the schema',
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

  describe(`the dialog that ${what} of ${service.name}`, () => {
    const answered = new Set<string>();

    for (const scenario of scenariosOf(dialog)) {
      describe(`to an account that is ${scenario.start}`, () => {
        const rig = useFaultRig(service, scenario.service);

        it(`shows no secret: ${scenario.name}`, async () => {
          const { bed } = rig;
          await rig.deploy({ timeout: 5, ...scenario.settings });
          const newPassword = `Aa1!${marker()}`;
          const body = dialog.body(rig, newPassword);
          if (scenario.start === 'signed in') await bed.trigger(node);
          const secrets = [...secretsOf(rig), core(newPassword)];
          await bringAbout(rig, scenario);

          const answer = await passTime(bed.clock, postToDialog(path, body));
          for (const field of Object.keys(answer.body)) answered.add(field);
          secrets.push(...secretsOf(rig));
          assertWithout(answer.text, secrets);

          bed.simulator.faults.clear();
          await rig.link.restore();
          await endSlowAnswers(rig);
          await passTime(bed.clock, bed.trigger(node));
          assertKept(rig, "fill: 'blue'", secrets);
        });
      });
    }

    describe('all of its answers', () => {
      it('were successes and failures, so that both were searched for secrets', () => {
        assert.deepEqual([...answered].toSorted(), [gives, 'problem'].toSorted());
      });
    });
  });
}

/** What goes wrong while the dialog asks, and two ways in which it gets its answer all the same. */
function scenariosOf({ service, node, starts }: Dialog): NamedScenario[] {
  const fine: NamedScenario[] = starts.flatMap((start) => [
    { name: 'no fault', start, cause: () => undefined, sees: 'the answer' },
    {
      name: 'answer lost',
      start,
      cause: ({ link }) => link.dropNextAnswer(),
      sees: 'the answer',
    },
  ]);
  const faults = (FAULTS.get(service) ?? [])
    .filter(({ nodes }) => nodes.includes(node))
    .flatMap(({ start, cases }) => cases.map((fault) => ({ ...fault, start })));
  const all = [...fine, ...faults, ...(ECHOED_SECRETS.get(service) ?? [])];
  return all.filter(({ start }) => starts.includes(start));
}
