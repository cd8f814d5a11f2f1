import assert from 'node:assert/strict';
import type { AdminApi } from '../../scripts/support/admin-api';
import { startLinkedNodeRed } from '../../scripts/support/linked-node-red';
import { type Simulator, startSimulator } from '../../simulator/index';
import { DebugSidebar } from '../package/debug-sidebar';
import { account, links, onTab, TAB } from './support/flow-nodes';

const LOCALES = [
  {
    locale: 'de_DE.UTF-8',
    place: 'Germany',
    language: 'German',
    found: /^24 Strecken, \d\d:\d\d$/,
    invalid:
      'Die Einstellungen sind nicht verwendbar: Die Basis-URL muss mit http:// oder https:// beginnen und darf weder Benutzernamen noch Query noch Fragment enthalten. Korrigieren Sie sie und übernehmen Sie sie erneut (deploy).',
    invalidStatus: 'Einstellung ungültig',
    limited:
      'Bei der Anmeldung: Der Dienst bittet um weniger Anfragen. Lösen Sie den Node seltener aus. Warten Sie 40159 s.',
  },
  {
    locale: 'eo.UTF-8',
    place: 'a place whose language the package does not know',
    language: 'English',
    found: /^24 links, \d\d:\d\d$/,
    invalid:
      'The settings cannot be used: The base URL must start with http:// or https:// and have no user name, query or fragment. Correct them and deploy again.',
    invalidStatus: 'settings invalid',
    limited:
      'During the sign-in: The service asks for fewer requests. Trigger less often. Wait 40159 s.',
  },
];

/** A node that reads links, its account, a button, and debug nodes for what it shows and throws. */
function flowOf(name: string, baseUrl: string, credentials: object) {
  const debug = (id: string, complete: string) =>
    onTab({ id, type: 'debug', active: true, tosidebar: true, complete, targetType: 'msg' });
  return [
    { ...account({ id: `${name}-account`, baseUrl }), credentials },
    onTab({ id: `${name}-inject`, type: 'inject', props: [], wires: [[name]] }),
    links({ id: name, server: `${name}-account`, wires: [[]] }),
    onTab({ id: `${name}-catch`, type: 'catch', scope: [name], wires: [[`${name}-error`]] }),
    debug(`${name}-error`, 'error.message'),
    onTab({ id: `${name}-watch`, type: 'status', scope: [name], wires: [[`${name}-end`]] }),
    onTab({
      id: `${name}-end`,
      type: 'switch',
      property: 'status.fill',
      propertyType: 'msg',
      rules: [{ t: 'regex', v: 'green|red', vt: 'str' }],
      outputs: 1,
      wires: [[`${name}-status`]],
    }),
    debug(`${name}-status`, 'status.text'),
  ];
}

for (const { locale, place, language, found, invalid, invalidStatus, limited } of LOCALES) {
  describe(`a Node-RED in ${place}`, () => {
    const cleanups: (() => Promise<void>)[] = [];
    let simulator: Simulator;
    let api: AdminApi;
    let sidebar: DebugSidebar;

    before(async () => {
      simulator = await startSimulator();
      cleanups.push(() => simulator.close());
      const nodeRed = await startLinkedNodeRed({
        flow: [
          TAB,
          ...flowOf('good', simulator.baseUrl, simulator.account),
          ...flowOf('invalid', 'ftp://127.0.0.1/', simulator.account),
          ...flowOf('limited', simulator.baseUrl, simulator.account),
        ],
        // The test helper loads no catalogs, so this is a process of its own.
        env: { LC_ALL: locale },
      });
      cleanups.push(() => nodeRed.close());
      api = nodeRed.api;
      sidebar = await DebugSidebar.open(nodeRed.process.url);
      cleanups.push(() => sidebar.close());
    });

    after(async () => {
      for (const cleanup of cleanups.toReversed()) await cleanup();
    });

    /** What a debug node shows after a node was triggered. */
    async function shown(name: string, debug: string): Promise<string> {
      await api.inject(`${name}-inject`);
      return (await sidebar.first(`${name}-${debug}`)).msg;
    }

    it(`counts in ${language} under a node`, async () => {
      assert.match(await shown('good', 'status'), found);
    });

    it(`gives a Catch node the message and its reason in ${language}`, async () => {
      assert.equal(await shown('invalid', 'error'), invalid);
    });

    it(`says in ${language} under a node what went wrong`, async () => {
      assert.equal(await shown('invalid', 'status'), invalidStatus);
    });

    it(`says in ${language} when it went wrong and how long to wait`, async () => {
      const headers = { 'retry-after': '40159' };
      const fault = { kind: 'answer', status: 429, headers } as const;
      simulator.faults.add({ on: { grant: 'password' }, fault });
      assert.equal(await shown('limited', 'error'), limited);
    });
  });
}
