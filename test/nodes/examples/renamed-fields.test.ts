import assert from 'node:assert/strict';
import { buildCity } from '../../../src/sample/city';
import { devicesAt } from '../../../src/sample/devices';
import { linksAt } from '../../../src/sample/links';
import { until } from '../../support/clock';
import { FlowFile } from '../../support/flow-file';
import type { FlowNode } from '../support/flow-nodes';
import { useTestBed } from '../support/test-bed';
import { warningsOf } from '../support/warnings-of';
import { registerPalette } from './example-bed';

/** A recipe, and the variables of its flow that name fields. */
interface Recipe {
  readonly name: string;
  readonly fields: readonly string[];
  /** Those of the fields that an iNode node warns of once the others are there. */
  readonly watched?: readonly string[];
}

const RECIPES: readonly Recipe[] = [
  { name: 'A month of a link as CSV', fields: ['ID', 'COLUMNS'] },
  { name: 'All links as CSV', fields: ['COLUMNS'] },
  {
    name: 'Devices and links on a map (needs worldmap)',
    fields: ['ID', 'NAME', 'STATE', 'SPEED'],
    watched: ['STATE', 'SPEED'],
  },
  { name: 'Devices offline and back', fields: ['ID', 'NAME', 'FIELD'], watched: ['FIELD'] },
  { name: 'Items to MQTT', fields: ['ID'] },
  {
    name: 'Links on a dashboard (needs FlowFuse Dashboard 2)',
    fields: ['NAME', 'STATUS', 'TRAVEL_TIME', 'SPEED', 'FREE_FLOW', 'TIME'],
  },
  {
    name: 'Travel times in a database (needs SQLite)',
    fields: ['ID', 'NAME', 'TIME', 'TRAVEL_TIME', 'SPEED'],
  },
];

/** What the test bed runs; the other nodes of the recipes only receive. */
const RUNS = /^(tab|comment|inode-.*|function|change)$/;

const CITY = buildCity();

for (const { name, fields, watched = [] } of RECIPES) {
  describe(`the recipe "${name}" with a service that calls its fields otherwise`, () => {
    const bed = useTestBed();
    const example = FlowFile.example(name);
    const checks = example.nodes('function').filter((id) => nameOf(id) === 'fields there?');

    function nameOf(id: string): string {
      return example.saved(id, 'name');
    }

    async function deploy(values: Readonly<Record<string, string>> = {}): Promise<void> {
      const flow: FlowNode[] = example
        .withAccounts({ tab: example.environment(values) })
        .map((node) => (RUNS.test(node.type) ? node : { ...node, type: 'helper' }));
      await bed.deploy(flow, { prepare: registerPalette });
    }

    /** Gives a list with other names to each node that checks the fields, twice. */
    async function poll(list: (check: string) => readonly object[]): Promise<void> {
      const before = checks.map((id) => bed.journal.received(id).length);
      for (const id of checks) {
        for (const _ of [1, 2]) {
          const inode = { fetchedAt: new Date().toISOString() };
          Object.assign(inode, { count: list(id).length });
          const message = { payload: list(id).map(renamed), inode };
          const devices = devicesAt(CITY, Date.now()).map(renamed);
          bed.journal.start(id, Object.assign(message, { topic: 'inode/links', devices }));
        }
      }
      await until(
        () => checks.every((id, at) => bed.journal.received(id).length > (before[at] ?? 0) + 1),
        'the lists have come',
      );
      await new Promise(setImmediate);
    }

    it('warns once of each field that no item has', async () => {
      await deploy();
      await poll((check) => listFor(check));
      const warnings = checks.map((id) => warningsOf(bed, id));
      for (const own of warnings) assert.equal(own.length, 1);
      const text = warnings.flat().join(' ');
      const own = fields.filter((variable) => !watched.includes(variable)).flatMap(fieldsOf);
      for (const used of own.filter((field) => field !== 'time')) {
        assert.match(text, new RegExp(`\\b${used}\\b`));
      }
    });

    for (const variable of watched) {
      it(`warns once, by one node, that no item has the field of ${variable}`, async () => {
        const others = fields.filter((each) => each !== variable);
        await deploy(
          Object.fromEntries(others.map((each) => [each, `my_${fieldsOf(each).join()}`])),
        );
        await poll((check) => listFor(check));
        await until(() => problems().length > 0, 'it warns');
        const [field = ''] = fieldsOf(variable);
        assert.equal(problems().length, 1);
        assert.match(JSON.stringify(problems()), new RegExp(`has ${field}, which`));
      });
    }

    it('works and warns of nothing once its variables have the names', async () => {
      const values = fields.map((variable) => [
        variable,
        fieldsOf(variable)
          .map((field) => (field === 'time' ? field : `my_${field}`))
          .join(','),
      ]);
      await deploy(Object.fromEntries(values));
      await poll((check) => listFor(check));
      for (const check of checks) {
        assert.deepEqual(warningsOf(bed, check), []);
        assert.equal(bed.journal.sentBy(check) > 0, true);
      }
      assert.deepEqual(problems(), []);
    });

    /** The fields that a variable names; the time of a row is none of the link's. */
    function fieldsOf(variable: string): string[] {
      const entry = example
        .environment({})
        .env.map((found): Record<string, unknown> => ({ ...found }))
        .find((found) => found['name'] === variable);
      return String(entry?.['value']).split(',');
    }

    function listFor(check: string): readonly object[] {
      return example.feeds(check, 'inode-devices')
        ? devicesAt(CITY, Date.now())
        : linksAt(CITY, Date.now());
    }

    function problems(): unknown[] {
      return bed.observer.log.filter(({ id, level }) => id !== undefined && level <= 30);
    }
  });
}

/** What a service may call otherwise; where things are is found by other names too. */
const KEPT = /^(location|origin_sensor|destination_sensor)$/;

function renamed(item: object): object {
  const entries = Object.entries(item);
  return Object.fromEntries(
    entries.map(([name, value]) => [KEPT.test(name) ? name : `my_${name}`, value]),
  );
}
