import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { serveEndpoint } from '../../nodes/lib/admin/endpoint';
import { links, query } from './support/flow-nodes';
import { postToDialog, problemIn } from './support/post-to-dialog';
import { useInnerspaceBed } from './support/service-beds';
import { useTestBed } from './support/test-bed';

const NESTED = '['.repeat(20_000) + ']'.repeat(20_000);
const deep = (body: string) => ({ kind: 'answer', status: 200, body }) as const;

describe('what a dialog asks the runtime', () => {
  const bed = useTestBed();

  it('is answered with a problem where the answer cannot be written', async () => {
    await bed.deploy([], {
      prepare: (RED) => serveEndpoint(RED, 'inode-links', 'odd', async () => ({ a: 1n })),
    });
    assert.equal(problemIn(await postToDialog('odd', {})).code, 'INTERNAL');
  });

  it('is answered with a problem where the list for the preview is nested too deep', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({
      on: { path: '/api/v1/links/' },
      fault: deep(`[{"id":1,"x":${NESTED}}]`),
    });
    const answer = await postToDialog('inode-links/preview', { server: 'account', query: [] });
    assert.equal(problemIn(answer).code, 'ANSWER_INVALID');
  });

  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
    it(`is refused as ${type}, which a page of another site can post`, async () => {
      await bed.deploy([links()]);
      const asked = helper.request().post('/inode-links/preview').set('Content-Type', type);
      assert.equal((await asked.send('server=account')).status, 415);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('may be anything, however deep', async () => {
    await bed.deploy([links()]);
    for (const body of [
      NESTED,
      `{"server":${NESTED}}`,
      `{"server":"account","query":[${NESTED}]}`,
    ]) {
      const asked = helper.request().post('/inode-links/preview').type('json').send(body);
      const { status } = await asked;
      assert([200, 404].includes(status), String(status));
    }
  });
});

describe('what the dialog of a query asks the runtime', () => {
  const { bed, deploy } = useInnerspaceBed();

  it('is answered with a problem where the schema is nested too deep', async () => {
    await deploy([query()]);
    bed.simulator.faults.add({ on: { path: '/innerspace/' }, fault: deep(`{"data":${NESTED}}`) });
    const answer = await postToDialog('innerspace-query/schema', { server: 'innerspace' });
    assert.equal(problemIn(answer).code, 'ANSWER_INVALID');
  });
});
