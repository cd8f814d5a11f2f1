import { connect, createServer, type Server, type Socket } from 'node:net';
import type { WireCounts } from '../measurement';

const NONE: WireCounts = { connections: 0, sent: 0, received: 0, roundTrips: 0 };

/** Passes bytes on between clients and a server, and counts them as they are on the wire. */
export class Relay {
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  #counts = NONE;

  constructor(private readonly port: number) {
    this.#server = createServer((client) => this.#relay(client));
  }

  /** Listens, and reports at which port. */
  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }

  /** What has passed since this was called last. */
  counts(): WireCounts {
    const counts = this.#counts;
    this.#counts = NONE;
    return counts;
  }

  /** Ends all connections, as a service does that keeps none for long. */
  cut(): void {
    for (const client of this.#clients) client.destroy();
  }

  #relay(client: Socket): void {
    const server = connect(this.port, '127.0.0.1');
    this.#clients.add(client);
    // The handshake of TCP is a round trip of its own.
    this.#add({ connections: 1, roundTrips: 1 });
    let isAnswered = true;
    client.on('data', (bytes) => {
      this.#add({ sent: bytes.length, roundTrips: isAnswered ? 1 : 0 });
      isAnswered = false;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      this.#add({ received: bytes.length });
      isAnswered = true;
      client.write(bytes);
    });
    for (const [each, other] of [
      [client, server],
      [server, client],
    ] as const) {
      each.on('close', () => {
        this.#clients.delete(each);
        other.destroy();
      });
      each.on('error', () => undefined);
    }
  }

  #add(more: Partial<WireCounts>): void {
    const { connections, sent, received, roundTrips } = this.#counts;
    this.#counts = {
      connections: connections + (more.connections ?? 0),
      sent: sent + (more.sent ?? 0),
      received: received + (more.received ?? 0),
      roundTrips: roundTrips + (more.roundTrips ?? 0),
    };
  }
}
