import assert from 'node:assert/strict';
import { assertFailed, assertSent } from './support/failure';
import { inodeRequest, links, query, request } from './support/flow-nodes';
import { type DialogAnswer, postToDialog } from './support/post-to-dialog';
import { useInnerspaceBed, useRdpBed } from './support/service-beds';
import { useTestBed } from './support/test-bed';

const LINKS = '/api/v1/links/';

function stateIn({ status, body }: DialogAnswer): Readonly<Record<string, unknown>> {
  assert.equal(status, 200);
  assert.equal(body['node'], process.version);
  return Object(body['state']);
}

describe('the state of a deployed iNode account, asked for by its dialog', () => {
  const bed = useTestBed();
  const ask = (id = 'account') => postToDialog('inode-config/state', { id });

  it('is unknown before the first use, and of an account that is not deployed', async () => {
    await bed.deploy([links()]);
    assert.deepEqual((await ask()).body, { node: process.version });
    assert.equal((await ask('other')).status, 404);
    assert.equal((await ask('links')).status, 404);
  });

  it('has the last success and the last error of each list, in words, and no secret', async () => {
    await bed.deploy([links()]);
    assertSent(await bed.trigger('links'));
    bed.simulator.faults.add({ on: { path: LINKS }, fault: { kind: 'answer', status: 404 } });
    assertFailed(await bed.trigger('links'), 'NOT_FOUND');
    const answer = await ask();
    const { calls, signIn, lastHour, open } = stateIn(answer);
    const [call] = Array.isArray(calls) ? calls : [];
    assert.deepEqual(Object.keys(call).toSorted(), ['call', 'failedAt', 'problem', 'succeededAt']);
    assert.equal(call.call, `GET ${LINKS}`);
    assert.equal(call.problem.code, 'NOT_FOUND');
    assert.match(call.problem.message, /^[A-Z].*\.$/);
    assert.deepEqual(Object.keys(Object(signIn)).toSorted(), ['since', 'until']);
    assert.deepEqual([Object(lastHour).requests, open], [3, 0]);
    for (const secret of Object.values(bed.simulator.account)) {
      assert(!answer.text.includes(secret));
    }
  });
});

describe('the state of an iNode account as a message', () => {
  const bed = useTestBed();

  it('has times as ISO 8601, and errors as a Catch node gets them, without a request', async () => {
    await bed.deploy([links(), inodeRequest({ mode: 'state' })]);
    bed.simulator.faults.add({ on: { path: LINKS }, fault: { kind: 'answer', status: 404 } });
    assertFailed(await bed.trigger('links'), 'NOT_FOUND');
    assertSent(await bed.trigger('links'));
    const { length } = bed.simulator.requests;
    const [message] = assertSent(await bed.trigger('request', { topic: 'kept' }));
    assert.equal(bed.simulator.requests.length, length);
    assert.equal(message?.topic, 'kept');
    const { openedAt, signIn, lastHour, open, calls } = Object(message?.payload);
    for (const time of [openedAt, ...Object.values(signIn)]) {
      assert.equal(new Date(String(time)).toISOString(), time);
    }
    assert.deepEqual(Object.keys(signIn), ['since', 'until']);
    assert.deepEqual([lastHour.requests, open], [3, 0]);
    const { succeededAt, failedAt, ...call } = calls[0];
    assert(succeededAt >= failedAt);
    const { message: words, ...error } = call.error;
    assert.match(words, /^[A-Z].*\.$/);
    assert.deepEqual([call.call, error], [`GET ${LINKS}`, { code: 'NOT_FOUND', statusCode: 404 }]);
  });

  it('has no sign-in before the first call', async () => {
    await bed.deploy([inodeRequest({ mode: 'state' })]);
    const [message] = assertSent(await bed.trigger('request'));
    const { signIn, calls } = Object(message?.payload);
    assert.deepEqual([signIn, calls], [undefined, []]);
  });
});

describe('the state of a deployed InnerSpace account, asked for by its dialog', () => {
  const { bed, deploy } = useInnerspaceBed();

  it('has the queries and the sign-in', async () => {
    await deploy([query({ query: '{ __typename }' })]);
    assertSent(await bed.trigger('query'));
    const answer = await postToDialog('innerspace-config/state', { id: 'innerspace' });
    const { calls, lastHour } = stateIn(answer);
    assert.equal(Object(calls)[0].call, 'POST /innerspace/');
    assert.equal(Object(lastHour).requests, 2);
    assert(!answer.text.includes(bed.simulator.innerspace.account.clientSecret));
  });
});

describe('the state of a deployed RDP account, asked for by its dialog', () => {
  const { bed, deploy } = useRdpBed();

  it('has the requests and the sign-in, and not the user', async () => {
    await deploy([request({ path: 'data/echo' })]);
    assertSent(await bed.trigger('request'));
    const answer = await postToDialog('rdp-config/state', { id: 'rdp' });
    const { calls, signIn } = stateIn(answer);
    assert.equal(Object(calls)[0].call, 'GET /rdp/data/echo');
    assert.equal(typeof Object(signIn).until, 'number');
    assert(!answer.text.includes(bed.simulator.rdp.account.username));
  });
});
