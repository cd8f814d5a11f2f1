import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { ACCOUNT_DEFAULTS, LIST_DEFAULTS } from '../nodes/settings';

interface NodeDefinition {
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

describe('the nodes as the editor registers them', () => {
  it('inode-config has the defaults that the runtime expects', () => {
    assert.deepEqual(defaultValues(registered('inode-config')), ACCOUNT_DEFAULTS);
  });

  it('inode-config sends the names that identify as text and keeps secrets from the browser', () => {
    const credentials = Object.entries(registered('inode-config').credentials ?? {});
    assert.deepEqual(Object.fromEntries(credentials.map(([name, { type }]) => [name, type])), {
      username: 'text',
      password: 'password',
      clientId: 'text',
      clientSecret: 'password',
      token: 'password',
    });
  });

  for (const type of ['inode-links', 'inode-devices']) {
    it(`${type} has the defaults that the runtime expects`, () => {
      assert.deepEqual(defaultValues(registered(type)), LIST_DEFAULTS);
    });

    it(`${type} needs an account and has no credentials of its own`, () => {
      const { defaults, credentials } = registered(type);
      assert.equal(defaults.server?.type, 'inode-config');
      assert.equal(defaults.server?.required, true);
      assert.equal(credentials, undefined);
    });
  }
});
