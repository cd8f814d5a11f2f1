/**
 * The least that a poll can cost in Node.js: its own http with kept connections, and one
 * JSON.parse of everything. The token is there already.
 */
import { Agent, get } from 'node:http';
import { servePolls } from './polls';
import { signIn } from './sign-in';

const [, , baseUrl = '', nodes = '1'] = process.argv;

const agent = new Agent({ keepAlive: true });

servePolls(
  signIn(baseUrl).then((token) => {
    const url = new URL('v1/devices/?no_pagination', baseUrl);
    const headers = { Accept: 'application/json', Authorization: `Bearer ${token}` };
    return {
      async poll(onFirst) {
        await Promise.all(Array.from({ length: Number(nodes) }, () => readList(url, headers)));
        onFirst();
      },
      async stop() {
        agent.destroy();
      },
    };
  }),
);

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
