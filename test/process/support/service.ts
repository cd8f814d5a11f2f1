import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Listening, listen } from '../../support/listen';

/** An answer, and how long it takes to come. */
export interface Scripted {
  readonly status?: number;
  readonly body: Buffer;
  readonly delay?: number;
}

/** Answers the request for this URL, path and query. */
type Answer = (url: URL) => Scripted;

/** A service of a few lines, which gives the answer of the test to any request. */
export class Service {
  requests = 0;

  private constructor(private readonly listening: Listening) {}

  static async start(answer: Answer): Promise<Service> {
    const server: Server = createServer((request, response) => {
      service.requests++;
      void respond(response, answer(new URL(request.url ?? '/', 'http://127.0.0.1')));
    });
    const service = new Service(await listen(server));
    return service;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.listening.port}/api/`;
  }

  close(): Promise<void> {
    return this.listening.close();
  }
}

async function respond(
  response: ServerResponse,
  { status = 200, body, delay = 0 }: Scripted,
): Promise<void> {
  if (delay > 0) await sleep(delay);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}

/** A list of this many items as a service of traffic data has them: 350 bytes each. */
export function listOf(count: number): Buffer {
  return Buffer.from(JSON.stringify(Array.from({ length: count }, (_, id) => itemOf(id))));
}

/** An item as a service of traffic data has it. */
export function itemOf(id: number) {
  return {
    id,
    name: `Main Street at Exit ${id}`,
    location: { lat: 45.4 + id / 1e6, lon: -75.6 - id / 1e6 },
    travel_time: 61.5 + (id % 7),
    speed: 47.25 + (id % 11),
    free_flow_speed: 60,
    status: 'Collecting',
    last_update: '2026-11-29T18:00:00.000Z',
    origin: { id: `origin-${id}`, name: `Sensor ${id}` },
    destination: { id: `destination-${id}`, name: `Sensor ${id + 1}` },
    counts: [1, 2, 3, 4],
  };
}
