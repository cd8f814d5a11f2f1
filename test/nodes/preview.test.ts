import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import type { QueryParameter } from '../../nodes/settings';
import { devices, links } from './support/flow-nodes';
import { type DialogAnswer, postToDialog, problemIn } from './support/post-to-dialog';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

describe('the preview of a list in the dialog', () => {
  const bed = useTestBed({ pageSize: 10 });

  const ask = (
    query: readonly QueryParameter[] = [],
    changes: object = {},
    type = 'inode-links',
  ): Promise<DialogAnswer> => {
    const body = { server: 'account', id: 'links', query, ...changes };
    return postToDialog(`${type}/preview`, body);
  };
  /** Deploys the node with these parameters, and asks with the same ones. */
  const deployed = async (query: readonly QueryParameter[]) => {
    await bed.deploy([links({ query: [...query] })]);
    helper.getNode('links').context().flow.set('f', 2);
    helper.getNode('links').context().global.set('g', 3);
    return ask(query);
  };
  /** The parameters that the last request was sent with. */
  const sent = () => bed.simulator.requests.at(-1)?.search;

  for (const [type, node, count] of [
    ['inode-links', links(), 24],
    ['inode-devices', devices(), 14],
  ] as const) {
    it(`shows the first items of ${type} and how many there are`, async () => {
      await bed.deploy([node]);
      const { status, body } = await ask([], {}, type);
      const name = type === 'inode-links' ? 'links' : 'devices';
      const items = (await servedList(bed.simulator, name)).slice(0, 5);
      assert.equal(status, 200);
      assert.deepEqual(body, { items, count, leftOut: [] });
    });
  }

  it('is one request, with the sign-in of the deployed account', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    const before = bed.simulator.requests.length;
    await ask();
    assert.equal(bed.simulator.requests.length, before + 1);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
  });

  it('sends the parameters in the dialog', async () => {
    await bed.deploy([links()]);
    const items = await servedList(bed.simulator, 'links');
    const { id }: { id?: unknown } = Object(items[0]);
    const { body } = await ask([{ name: 'id', value: String(id), type: 'str' }]);
    assert.deepEqual(body, { items: [items[0]], count: 1, leftOut: [] });
  });

  it('leaves out what comes from a message', async () => {
    await bed.deploy([links()]);
    const { body } = await ask([{ name: 'status', value: 'payload', type: 'msg' }]);
    assert.deepEqual(body['leftOut'], ['status']);
    assert.equal(sent(), '');
  });

  for (const value of ['payload', '"x" & topic', '$number(msg.payload) + 1', '(payload; 1)']) {
    it(`leaves out what reads the message, as the expression ${value} does`, async () => {
      const { body } = await deployed([
        { name: 'a', value, type: 'jsonata' },
        { name: 'b', value: '1', type: 'num' },
      ]);
      assert.deepEqual(body['leftOut'], ['a']);
      assert.equal(sent(), 'b=1');
    });
  }

  it('leaves out what reads the message and fails without one', async () => {
    const query = [{ name: 'a', value: '$assert($exists(payload))', type: 'jsonata' as const }];
    assert.deepEqual((await deployed(query)).body['leftOut'], ['a']);
  });

  it('takes expressions that do without the message', async () => {
    bed.setEnvironment('INODE_TEST_PAGE', '1');
    const { body } = await deployed([
      { name: 'a', value: '$env("INODE_TEST_PAGE")', type: 'jsonata' },
      { name: 'b', value: '$flowContext("f")', type: 'jsonata' },
      { name: 'c', value: '[1, 2].($ + 1)', type: 'jsonata' },
      { name: 'd', value: '{"x": "y"}.x', type: 'jsonata' },
    ]);
    assert.deepEqual(body['leftOut'], []);
    assert.equal(sent(), 'a=1&b=2&c=2&c=3&d=y');
  });

  it('takes the rest from the deployed node', async () => {
    bed.setEnvironment('INODE_TEST_PAGE', '1');
    const { body } = await deployed([
      { name: 'a', value: 'f', type: 'flow' },
      { name: 'b', value: 'g', type: 'global' },
      { name: 'c', value: 'INODE_TEST_PAGE', type: 'env' },
      { name: 'd', value: '2 + 2', type: 'jsonata' },
    ]);
    assert.deepEqual(body['leftOut'], []);
    assert.equal(sent(), 'a=2&b=3&c=1&d=4');
  });

  it('evaluates nothing that is not deployed, though the node is', async () => {
    bed.setEnvironment('INODE_TEST_PAGE', '1');
    await bed.deploy([links({ query: [{ name: 'a', value: '1 + 1', type: 'jsonata' }] })]);
    const query: QueryParameter[] = [
      { name: 'a', value: '2 + 2', type: 'jsonata' },
      { name: 'b', value: '($f := function() { $f() }; $f())', type: 'jsonata' },
      { name: 'c', value: 'INODE_TEST_PAGE', type: 'env' },
      { name: 'd', value: 'g', type: 'global' },
      { name: 'e', value: '7', type: 'num' },
      { name: 'f', value: 'true', type: 'bool' },
    ];
    for (const id of ['links', 'new', 'account']) {
      const { body } = await ask(query, { id });
      assert.deepEqual(body['leftOut'], ['a', 'b', 'c', 'd']);
      assert.equal(sent(), 'e=7&f=true');
    }
  });

  it('is a problem where a value cannot be evaluated', async () => {
    const answer = await deployed([{ name: 'a', value: '$nothing(', type: 'jsonata' }]);
    assert.equal(problemIn(answer).code, 'QUERY_INVALID');
  });

  it('works with an account that is not deployed as it is, for who may change accounts', async () => {
    await bed.deploy([links()], { credentials: { ...bed.simulator.account, password: 'old' } });
    const { baseUrl, account: credentials } = bed.simulator;
    const settings = { baseUrl, auth: 'oauth2' };
    const undeployed = { id: 'new', settings, credentials, type: 'inode-links', query: [] };
    const { body } = await postToDialog('inode-config/preview', undeployed);
    assert.equal(body['count'], 24);
    const other = await postToDialog('inode-config/preview', { ...undeployed, type: 'inject' });
    assert.equal(other.status, 404);
  });

  it('is a problem where the service denies it', async () => {
    await bed.deploy([links()]);
    const fault = { kind: 'answer', status: 403 } as const;
    bed.simulator.faults.add({
      on: { path: '/api/v1/links/' },
      fault,
      times: Number.POSITIVE_INFINITY,
    });
    assert.equal(problemIn(await ask()).code, 'FORBIDDEN');
  });

  it('is short, however large the items are', async () => {
    await bed.deploy([links()]);
    const item = {
      id: 1,
      text: 'x'.repeat(100_000),
      list: Array.from({ length: 50_000 }, () => 1),
    };
    const body = JSON.stringify([item, item, item, item, item, item]);
    const fault = { kind: 'answer', status: 200, body } as const;
    bed.simulator.faults.add({ on: { path: '/api/v1/links/' }, fault });
    const answer = await ask();
    assert(answer.text.length < 22_000, String(answer.text.length));
    const { items, count }: { items?: unknown[]; count?: unknown } = answer.body;
    assert.equal(items?.length, 5);
    assert.equal(count, 6);
    const [first]: { id?: unknown; text?: string }[] = Object(items);
    assert.equal(first?.id, 1);
    assert.match(String(first?.text), /^x+…$/);
  });

  it('knows no total where the service reports none', async () => {
    await bed.deploy([links()]);
    const fault = { kind: 'answer', status: 200, body: '{"results":[1,2]}' } as const;
    bed.simulator.faults.add({ on: { path: '/api/v1/links/' }, fault });
    assert.deepEqual((await ask()).body, { items: [1, 2], leftOut: [] });
  });

  for (const body of ['{"results":{}}', '{}', '7', 'null']) {
    it(`is a problem where ${body} is answered, which is not a list`, async () => {
      await bed.deploy([links()]);
      const fault = { kind: 'answer', status: 200, body } as const;
      bed.simulator.faults.add({ on: { path: '/api/v1/links/' }, fault });
      assert.equal(problemIn(await ask()).code, 'ANSWER_INVALID');
    });
  }

  for (const server of ['nothing', 'links', 'tab', '', '__proto__', undefined, { toString: 'x' }]) {
    it(`is not there for the account ${JSON.stringify(server)}, which is not deployed`, async () => {
      await bed.deploy([links()]);
      assert.equal((await ask([], { server })).status, 404);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('takes as many parameters of one name as the browser may send', async () => {
    await bed.deploy([links()]);
    const query = Array.from({ length: 130_000 }, () => ({ name: 'a', value: '', type: 'str' }));
    // More than a server takes: it is enough that they arrive there.
    assert.equal(problemIn(await ask([], { query })).code, 'HTTP_ERROR');
  });

  it('takes no notice of parameters that no dialog sends', async () => {
    await bed.deploy([links()]);
    const query = [null, 7, { name: 'a' }, { name: 'b', value: {}, type: 'str' }];
    assert.equal((await ask([], { query })).status, 200);
    assert.equal(sent(), '');
  });
});
