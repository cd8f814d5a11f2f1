import assert from 'node:assert/strict';
import { asObject, asObjects, type JsonObject, jsonOf, useSimulator, withClock } from '../support';
import { clientForm, FORM } from './client';
import { SAMPLE_QUERY } from './sample-query';

const AUDIENCE = 'https://global-config.innerspace.io';

describe("the simulator's current InnerSpace", () => {
  const simulator = useSimulator();

  function post(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
    return fetch(simulator.current.innerspace.currentUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  }

  const postSession = (fields: object = {}) =>
    post(
      '/v2/oauth/token',
      JSON.stringify({ ...clientForm(simulator.current), audience: AUDIENCE, ...fields }),
    );

  async function rows(query: string): Promise<JsonObject[]> {
    const { session_id: session } = await jsonOf(await postSession());
    const headers = { 'x-session-id': String(session) };
    const { data } = await jsonOf(await post('/v2/api', JSON.stringify({ query }), headers));
    return asObjects(asObject(data)['BUILDING_INSIGHTS']);
  }

  it('gives a session for a client and an audience, and reports nothing else', async () => {
    const answer = await jsonOf(await postSession());
    assert.deepEqual(Object.keys(answer), ['session_id']);
  });

  it('refuses a form, another audience and another client', async () => {
    const form = new URLSearchParams({ ...clientForm(simulator.current), audience: AUDIENCE });
    const asForm = await post('/v2/oauth/token', form.toString(), { 'content-type': FORM });
    assert.equal(asForm.status, 400);
    assert.equal((await postSession({ audience: 'https://other.example' })).status, 403);
    assert.equal((await postSession({ client_secret: 'wrong' })).status, 401);
  });

  it("answers the vendor's sample with the hours of the day, the last one first", async () => {
    await withClock(Date.parse('2025-05-02T12:00:00Z'), async () => {
      const hours = await rows(SAMPLE_QUERY);
      assert.equal(hours.length, 24);
      assert.equal(hours[0]?.['DATE_TIME_START'], '2025-05-01T23:00:00.000Z');
      assert.equal(hours[0]['BUILDING_ID'], 71);
    });
  });

  it('has figures up to yesterday', async () => {
    await withClock(Date.parse('2025-05-02T12:00:00Z'), async () => {
      const query = `{ BUILDING_INSIGHTS(
        where: {GRANULARITY: {_eq: "P1D"}, DATE_PARTITION: {_gte: 20250425}}
        order_by: {DATE_PARTITION: desc}
      ) { DATE_PARTITION } }`;
      const days = (await rows(query)).map((row) => row['DATE_PARTITION']);
      assert.deepEqual(
        days,
        [20250501, 20250430, 20250429, 20250428, 20250427, 20250426, 20250425],
      );
    });
  });

  it('refuses a query without a session, with a token, and with a session that is over', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const { session_id: session } = await jsonOf(await postSession());
    assert.equal((await post('/v2/api', body)).status, 401);
    const bearer = { authorization: `Bearer ${String(session)}` };
    assert.equal((await post('/v2/api', body, bearer)).status, 401);
    const headers = { 'x-session-id': String(session) };
    assert.equal((await post('/v2/api', body, headers)).status, 200);
    simulator.current.innerspace.revokeTokens();
    assert.equal((await post('/v2/api', body, headers)).status, 401);
  });

  it('speaks v1.5 as well: JSON or a form, a nested token, and the same table', async () => {
    const form = clientForm(simulator.current);
    for (const [contentType, text] of [
      ['application/json', JSON.stringify(form)],
      [FORM, new URLSearchParams(form).toString()],
    ] as const) {
      const answer = await post('/api/rest/oauth/token', text, { 'content-type': contentType });
      const { oauth_token: nested } = await jsonOf(answer);
      const authorization = `Bearer ${String(asObject(nested)['access_token'])}`;
      const body = JSON.stringify({ query: '{ BUILDING_INSIGHTS(limit: 1) { BUILDING_ID } }' });
      assert.deepEqual(await jsonOf(await post('/', body, { authorization })), {
        data: { BUILDING_INSIGHTS: [{ BUILDING_ID: 71 }] },
      });
    }
  });
});
