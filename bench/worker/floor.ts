/**
 * The least that a poll can cost in Node.js: its own http with connections
 * kept alive, and one JSON.parse of the whole. The token is there already.
 */
import { Agent, get } from 'node:http';
import { readSetUp } from '../answer-parent';
import type { Poller } from './measure';
import { servePolls } from './serve-polls';
import { assertSetUp, type SetUp } from './set-up';

const agent = new Agent({ keepAlive: true });

async function start({ baseUrl, nodes }: SetUp): Promise<Poller> {
  const url = new URL('v1/devices/?no_pagination', baseUrl);
  const headers = { Accept: 'application/json', Authorization: `Bearer ${await signIn(baseUrl)}` };
  return {
    async poll(onFirst) {
      await Promise.all(Array.from({ length: nodes }, () => readList(url, headers)));
      onFirst();
    },
    async stop() {
      agent.destroy();
    },
  };
}

function readList(url: URL, headers: Readonly<Record<string, string>>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
        else resolve(JSON.parse(Buffer.concat(chunks).toString()));
      });
    });
    request.once('error', reject);
  });
}

async function signIn(baseUrl: string): Promise<string> {
  const response = await fetch(new URL('oauth/token/', baseUrl), { method: 'POST' });
  const { access_token: token }: { access_token?: unknown } = Object(await response.json());
  if (typeof token !== 'string') throw new Error('The server grants no token.');
  return token;
}

const setUp = readSetUp();
assertSetUp(setUp);
servePolls(start(setUp));
