import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { closedOrigin } from '../support/closed-origin';
import { askTest, figuresIn, type Typed } from './support/ask-test';
import { assertSent } from './support/failure';
import { innerspace, query, rdp, request } from './support/flow-nodes';
import { problemIn } from './support/post-to-dialog';
import { useInnerspaceBed, useRdpBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';

const wrong = randomBytes(9).toString('hex');

describe('the test of an InnerSpace client in its dialog', () => {
  const { bed, deploy } = useInnerspaceBed();
  const ask = (typed?: Typed) =>
    askTest(innerspace({ baseUrl: bed.simulator.innerspace.baseUrl }), typed);

  it('signs in and asks for next to nothing', async () => {
    await deploy([query({ query: '{ __typename }' })]);
    await bed.trigger('query');
    assert.deepEqual(figuresIn(await ask()), {});
    assert.deepEqual(tokenRequests(bed.simulator), ['client 200', 'client 200']);
    assert.deepEqual(bed.simulator.requests.at(-1)?.path, '/innerspace/');
    await bed.trigger('query');
    assert.equal(tokenRequests(bed.simulator).length, 2);
  });

  for (const field of ['clientId', 'clientSecret']) {
    it(`reports a wrong ${field}`, async () => {
      await deploy([]);
      const answer = await ask({ credentials: { [field]: wrong } });
      assert.equal(problemIn(answer).code, 'CLIENT_REJECTED');
      assert(!answer.text.includes(wrong));
    });
  }

  it('sends nothing stored to another server', async () => {
    await deploy([]);
    const settings = { baseUrl: await closedOrigin() };
    assert.equal(problemIn(await ask({ settings })).code, 'SECRETS_NEEDED');
    const credentials = bed.simulator.innerspace.account;
    assert.equal(problemIn(await ask({ settings, credentials })).code, 'UNREACHABLE');
  });
});

describe('the test of an RDP user in its dialog', () => {
  const { bed, deploy } = useRdpBed();
  const READ = [request({ path: 'data/echo' })];
  const ask = (typed: Typed = {}) => {
    const { baseUrl, tokenUrl } = bed.simulator.rdp;
    return askTest(rdp({ baseUrl, tokenUrl }), typed);
  };

  it('signs in', async () => {
    await deploy([]);
    assert.deepEqual(figuresIn(await ask()), {});
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
  });

  it('ends no session of the user, and reports that there is one', async () => {
    await deploy(READ);
    assertSent(await bed.trigger('request'));
    for (const takeExclusiveSignOnControl of [true, false]) {
      const answer = await ask({ settings: { takeExclusiveSignOnControl } });
      assert.deepEqual(figuresIn(answer), { sessionOpen: true });
      assert.equal(bed.simulator.requests.at(-1)?.body['takeExclusiveSignOnControl'], 'false');
    }
    assertSent(await bed.trigger('request'));
    assert.deepEqual(tokenRequests(bed.simulator), [
      'password 200',
      'password 400',
      'password 400',
    ]);
  });

  const WRONG: [field: string, code: string][] = [
    ['username', 'CREDENTIALS_REJECTED'],
    ['password', 'CREDENTIALS_REJECTED'],
    ['clientId', 'CLIENT_REJECTED'],
    ['clientSecret', 'CLIENT_REJECTED'],
  ];
  for (const [field, code] of WRONG) {
    it(`reports a wrong ${field}, also while the user has a session`, async () => {
      await deploy(READ);
      assertSent(await bed.trigger('request'));
      const answer = await ask({ credentials: { [field]: wrong } });
      assert.equal(problemIn(answer).code, code);
      assert(!answer.text.includes(wrong));
    });
  }

  for (const field of ['baseUrl', 'tokenUrl']) {
    it(`sends nothing stored where the ${field} is that of another server`, async () => {
      await deploy([]);
      const settings = { [field]: await closedOrigin() };
      assert.equal(problemIn(await ask({ settings })).code, 'SECRETS_NEEDED');
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('does not take an untouched client secret for an empty one', async () => {
    await deploy([]);
    const settings = { tokenUrl: await closedOrigin() };
    const { clientSecret: _, ...credentials } = bed.simulator.rdp.account;
    const answer = await ask({ settings, credentials });
    assert.equal(problemIn(answer).code, 'SECRETS_NEEDED');
  });
});
