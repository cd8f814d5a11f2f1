import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { defaultsOf } from './support/defaults-of';

interface NodeDefinition {
  category: string;
  defaults: Record<string, { value: unknown; type?: string; required?: boolean }>;
  credentials?: Record<string, { type: string }>;
}

/** Stands for the bundle: whatever is read from it exists. */
const anything: object = new Proxy(() => undefined, { get: () => anything });

/** What the inline script of a node's HTML registers. */
function registered(type: string): NodeDefinition {
  const html = readFileSync(join(process.cwd(), 'nodes', `${type}.html`), 'utf8');
  const script = /<script type="text\/javascript">(.*?)<\/script>/s.exec(html)?.[1];
  assert(script, `${type}.html has an inline script`);
  const definitions = new Map<string, NodeDefinition>();
  const red = {
    nodes: {
      registerType: (name: string, definition: NodeDefinition) => definitions.set(name, definition),
    },
  };
  compileFunction(script, ['RED', 'iNodeEditor'])(red, anything);
  assert.deepEqual([...definitions.keys()], [type]);
  const definition = definitions.get(type);
  assert(definition);
  return definition;
}

function defaultValues({ defaults }: NodeDefinition): Record<string, unknown> {
  return Object.fromEntries(Object.entries(defaults).map(([name, { value }]) => [name, value]));
}

const CONFIG_NODES = [
  {
    type: 'inode-config',
    credentials: {
      username: 'text',
      password: 'password',
      clientId: 'text',
      clientSecret: 'password',
      token: 'password',
    },
  },
  {
    type: 'innerspace-config',
    credentials: { clientId: 'text', clientSecret: 'password' },
  },
  {
    type: 'rdp-config',
    credentials: {
      username: 'text',
      password: 'password',
      clientId: 'password',
      clientSecret: 'password',
    },
  },
];

const WORKING_NODES = [
  { type: 'inode-links', account: 'inode-config', category: 'iNode' },
  { type: 'inode-devices', account: 'inode-config', category: 'iNode' },
  {
    type: 'inode-request',
    account: 'inode-config',
    category: 'iNode',
  },
  {
    type: 'innerspace-query',
    account: 'innerspace-config',
    category: 'InnerSpace',
  },
  {
    type: 'rdp-request',
    account: 'rdp-config',
    category: 'Refinitiv RDP',
  },
];

/** They work on what messages bring. */
const NODES_WITHOUT_ACCOUNT = [
  { type: 'inode-changes', category: 'iNode' },
  { type: 'inode-geojson', category: 'iNode' },
  { type: 'inode-quality', category: 'iNode' },
];

describe('the nodes as the editor registers them', () => {
  for (const { type } of [...CONFIG_NODES, ...WORKING_NODES, ...NODES_WITHOUT_ACCOUNT]) {
    it(`${type} has the defaults that the runtime expects`, () => {
      assert.deepEqual(defaultValues(registered(type)), defaultsOf(type));
    });
  }

  for (const { type, credentials } of CONFIG_NODES) {
    it(`${type} sends the names that identify as text and keeps secrets from the browser`, () => {
      const definition = registered(type);
      assert.equal(definition.category, 'config');
      const types = Object.entries(definition.credentials ?? {}).map(([name, field]) => [
        name,
        field.type,
      ]);
      assert.deepEqual(Object.fromEntries(types), credentials);
    });
  }

  for (const { type, account } of WORKING_NODES) {
    it(`${type} needs an account and has no credentials of its own`, () => {
      const { defaults, credentials } = registered(type);
      assert.equal(defaults.server?.type, account);
      assert.equal(defaults.server?.required, true);
      assert.equal(credentials, undefined);
    });
  }

  for (const { type, category } of [...WORKING_NODES, ...NODES_WITHOUT_ACCOUNT]) {
    it(`${type} is in the palette under ${category}`, () => {
      assert.equal(registered(type).category, category);
    });
  }
});
