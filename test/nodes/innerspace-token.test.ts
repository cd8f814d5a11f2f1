import assert from 'node:assert/strict';
import { assertFailed, assertSent } from './support/failure';
import { query } from './support/flow-nodes';
import { useInnerspaceBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';
import { useUserDir } from './support/use-user-dir';

const ASK = [query({ query: '{ building_features(limit: 1) { building_id } }' })];

for (const status of [400, 415] as const) {
  for (const [takes, setting] of [
    ['form', 'json'],
    ['json', 'form'],
  ] as const) {
    describe(`an InnerSpace that answers ${status} to a sign-in labeled as ${setting}`, () => {
      useUserDir();
      const { bed, deploy, restart } = useInnerspaceBed({
        innerspaceTokenType: takes,
        innerspaceTypeRefusal: status,
        innerspaceTokenLifetime: 600,
      });

      it('is asked once with the other label, which is remembered', async () => {
        await deploy(ASK, { contentType: setting });
        for (let grant = 0; grant < 3; grant++) {
          assertSent(await bed.trigger('query'));
          bed.clock.tick(600_000);
        }
        assert.deepEqual(tokenRequests(bed.simulator), [
          `client ${status}`,
          'client 200',
          'client 200',
          'client 200',
        ]);
      });

      it('is asked with that label immediately after a restart', async () => {
        await deploy(ASK, { contentType: setting });
        assertSent(await bed.trigger('query'));
        bed.clock.tick(600_000);
        await restart(ASK, { contentType: setting });
        assertSent(await bed.trigger('query'));
        assert.deepEqual(tokenRequests(bed.simulator), [
          `client ${status}`,
          'client 200',
          'client 200',
        ]);
      });
    });
  }
}

const REFUSED = {
  status: { status: 401 },
  errors: {
    status: 200,
    body: JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'invalid-jwt' } }] }),
  },
};

for (const innerspaceUnauthorized of ['status', 'errors'] as const) {
  describe(`an InnerSpace token that is refused by ${innerspaceUnauthorized}`, () => {
    const { bed, deploy } = useInnerspaceBed({ innerspaceUnauthorized });
    const queries = () =>
      bed.simulator.requests.filter(({ path }) => path === '/innerspace/').length;

    it('is replaced by a new grant, and the query repeated once', async () => {
      await deploy(ASK);
      assertSent(await bed.trigger('query'));
      bed.simulator.innerspace.revokeTokens();
      assertSent(await bed.trigger('query'));
      assert.deepEqual(tokenRequests(bed.simulator), ['client 200', 'client 200']);
      assert.equal(queries(), 3);
    });

    it('is replaced once for ten queries at the same time', async () => {
      await deploy(ASK);
      assertSent(await bed.trigger('query'));
      bed.simulator.innerspace.revokeTokens();
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => bed.trigger('query')));
      outcomes.forEach(assertSent);
      assert.deepEqual(tokenRequests(bed.simulator), ['client 200', 'client 200']);
    });

    it('forever does not lead to a loop', async () => {
      await deploy(ASK);
      const fault = { kind: 'answer', ...REFUSED[innerspaceUnauthorized] } as const;
      const times = Number.POSITIVE_INFINITY;
      bed.simulator.faults.add({ on: { path: '/innerspace/' }, fault, times });
      for (let message = 0; message < 5; message++) {
        assertFailed(await bed.trigger('query'), 'UNAUTHORIZED');
      }
      assert.deepEqual(tokenRequests(bed.simulator), ['client 200', 'client 200']);
      assert.equal(queries(), 2, 'the same query is not sent again at once');
    });
  });
}
