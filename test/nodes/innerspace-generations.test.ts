import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import helper from 'node-red-node-test-helper';
import { INNERSPACE_DEFAULTS, INNERSPACE_URLS } from '../../nodes/settings';
import {
  type InnerspacePages,
  type PageGeneration,
  startInnerspacePages,
} from '../support/innerspace-pages';
import { askTest, figuresIn } from './support/ask-test';
import { assertFailed, assertSent } from './support/failure';
import { type FlowNode, query } from './support/flow-nodes';
import { problemIn } from './support/post-to-dialog';
import { useTestBed } from './support/test-bed';
import { useUserDir } from './support/use-user-dir';

const QUERY = '{ BUILDING_INSIGHTS { OCCUPANCY_MEAN } }';
const ASK = query({ query: QUERY, path: 'BUILDING_INSIGHTS' });
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** What each generation is to be sent, by its page. */
const WIRE: Readonly<
  Record<
    PageGeneration,
    {
      readonly token: string;
      readonly query: string;
      readonly contentType: string;
      /** The header with a token. */
      readonly proof: (token: string) => Readonly<Record<string, string>>;
    }
  >
> = {
  v1: {
    token: 'POST /api/rest/oauth/token',
    query: 'POST /',
    contentType: FORM,
    proof: (token) => ({ authorization: `Bearer ${token}` }),
  },
  'v1.5': {
    token: 'POST /api/rest/oauth/token',
    query: 'POST /',
    contentType: JSON_TYPE,
    proof: (token) => ({ authorization: `Bearer ${token}` }),
  },
  v2: {
    token: 'POST /v2/oauth/token',
    query: 'POST /v2/api',
    contentType: JSON_TYPE,
    proof: (token) => ({ 'x-session-id': token }),
  },
};

const GENERATIONS = ['v1', 'v1.5', 'v2'] as const;

/** An account as the dialog saves it. */
function account(settings: object): FlowNode {
  return { ...INNERSPACE_DEFAULTS, id: 'innerspace', type: 'innerspace-config', ...settings };
}

for (const generation of GENERATIONS) {
  const wire = WIRE[generation];

  describe(`InnerSpace ${generation}, as its page describes it`, () => {
    const bed = useTestBed();
    const userDir = useUserDir();
    let service: InnerspacePages;

    beforeEach(async () => {
      service = await startInnerspacePages(generation);
    });
    afterEach(() => service.close());

    const flow = () => [account({ generation, baseUrl: service.origin }), ASK];
    const deploy = (secrets: object = service.client) =>
      bed.deploy(flow(), { others: { innerspace: { ...secrets } } });
    const ten = async () => {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => bed.trigger('query')));
      outcomes.forEach(assertSent);
    };

    it('is signed in to and asked', async () => {
      await deploy();
      const [message] = assertSent(await bed.trigger('query'));
      assert.deepEqual(message?.payload, [{ OCCUPANCY_MEAN: 1 }]);
      const [signIn, asked] = service.requests;
      const { clientId: client_id, clientSecret: client_secret } = service.client;
      const fields = {
        client_id,
        client_secret,
        ...(generation === 'v2' && { audience: 'https://global-config.innerspace.io' }),
      };
      assert.equal(signIn?.line, wire.token);
      assert.equal(signIn.headers['content-type'], wire.contentType);
      assert.deepEqual(
        wire.contentType === FORM
          ? Object.fromEntries(new URLSearchParams(signIn.body))
          : JSON.parse(signIn.body),
        fields,
      );
      assert.equal(asked?.line, wire.query);
      assert.deepEqual({ ...asked.headers, ...wire.proof(service.issued[0] ?? '') }, asked.headers);
      assert.equal('authorization' in asked.headers, generation !== 'v2');
      assert.deepEqual(JSON.parse(asked.body), { variables: {}, query: QUERY });
    });

    it('is asked for one token by ten queries at the same time', async () => {
      await deploy();
      await ten();
      assert.equal(service.count(wire.token), 1);
    });

    it('is asked for one more where the token ends among ten queries', async () => {
      await deploy();
      await ten();
      service.expire();
      await ten();
      assert.equal(service.count(wire.token), 2);
      // Who comes while one tries the new token waits for that, and need not be refused as well.
      const asked = service.count(wire.query);
      assert(asked > 20 && asked <= 30, `${asked} queries`);
    });

    it('is asked for a token once a day at the most, and for none after a restart', async () => {
      await deploy();
      assertSent(await bed.trigger('query'));
      bed.clock.tick(86_400_000);
      assertSent(await bed.trigger('query'));
      await bed.restart(flow(), { others: { innerspace: { ...service.client } } });
      assertSent(await bed.trigger('query'));
      assert.equal(service.count(wire.token), 1);
    });

    it('has no token in a file in the clear', async () => {
      await deploy();
      assertSent(await bed.trigger('query'));
      const [token = ''] = service.issued;
      const files = readdirSync(userDir(), {
        recursive: true,
        encoding: 'utf8',
        withFileTypes: true,
      })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`));
      assert(files.length > 0);
      assert(files.every((content) => !content.includes(token)));
    });

    it('is not asked again and again with a wrong secret', async () => {
      await deploy({ ...service.client, clientSecret: 'wrong' });
      for (let message = 0; message < 20; message++) {
        assertFailed(await bed.trigger('query'), 'CLIENT_REJECTED');
      }
      assert.equal(service.requests.length, 1);
    });

    it('may repeat the token in an error: nobody sees it', async () => {
      await deploy();
      assertSent(await bed.trigger('query'));
      const [token = ''] = service.issued;
      service.fail(`No such session: ${token}, ${encodeURIComponent(`X-Session-Id: ${token}`)}.`);
      const { message } = assertFailed(await bed.trigger('query'), 'QUERY_FAILED');
      assert.match(message, /No such session: \*\*\*/);
      const seen = JSON.stringify([bed.observer.log, bed.observer.statuses, message]);
      assert(!seen.includes(token));
    });

    it('passes the test of the connection', async () => {
      await deploy();
      assert.deepEqual(
        figuresIn(await askTest(account({ generation, baseUrl: service.origin }))),
        {},
      );
    });
  });
}

describe('the test of an InnerSpace connection', () => {
  const bed = useTestBed();
  let service: InnerspacePages | undefined;
  afterEach(() => service?.close());

  /** What the test says at an address where these generations are spoken. */
  async function say(
    spoken: readonly PageGeneration[],
    generation: PageGeneration,
    secrets: object = {},
  ): Promise<{ code: string; message: string }> {
    service = await startInnerspacePages(...spoken);
    await bed.deploy([]);
    const node = account({ generation, baseUrl: service.origin });
    const credentials = { ...service.client, ...secrets };
    return problemIn(await askTest(node, { credentials }));
  }

  for (const [spoken, chosen, named] of [
    [['v1'], 'v2', 'v1'],
    [['v1'], 'v1.5', 'v1'],
    [['v1.5'], 'v1', 'v1.5'],
    [['v1.5'], 'v2', 'v1.5'],
    [['v2'], 'v1', 'v2'],
    [['v2'], 'v1.5', 'v2'],
    [['v1.5', 'v2'], 'v1', 'v2'],
  ] as const) {
    it(`says that ${spoken.join(' and ')} is spoken there where ${chosen} is chosen`, async () => {
      const { code, message } = await say(spoken, chosen);
      assert.equal(code, 'CONFIG_INVALID');
      assert.match(message, new RegExp(`generation ${named} of the InnerSpace API; choose it`));
    });
  }

  it('names the generation although the secret is wrong as well', async () => {
    const { message } = await say(['v2'], 'v1', { clientSecret: 'wrong' });
    assert.match(message, /generation v2 /);
  });

  for (const generation of GENERATIONS) {
    it(`says that the client is wrong where ${generation} is the right generation`, async () => {
      const { code } = await say([generation], generation, { clientSecret: 'wrong' });
      assert.equal(code, 'CLIENT_REJECTED');
    });
  }

  it('names no generation where the address is not that of InnerSpace', async () => {
    const { code, message } = await say([], 'v2');
    assert.equal(code, 'SIGN_IN_FAILED');
    assert.doesNotMatch(message, /generation/);
  });
});

describe('an InnerSpace account that was saved before there were generations', () => {
  const bed = useTestBed();

  it('speaks v1', async () => {
    const service = await startInnerspacePages('v1');
    const saved = { id: 'innerspace', type: 'innerspace-config', baseUrl: service.origin };
    await bed.deploy([saved, ASK], { others: { innerspace: { ...service.client } } });
    assertSent(await bed.trigger('query'));
    await service.close();
  });

  it('is at the address of v1 where it has none', async () => {
    await bed.deploy([{ id: 'innerspace', type: 'innerspace-config' }]);
    const { origins } = Object(helper.getNode('innerspace'));
    assert.deepEqual(origins, [INNERSPACE_URLS.v1]);
  });
});
