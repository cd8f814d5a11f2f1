import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The line between the nodes and the service, which can be pulled out and plugged in again. */
export class FlakyLink {
  #server: Server | undefined;
  #port = 0;
  readonly #ends = new Set<Socket>();
  #isSilent = false;
  #dropsNextAnswer = false;
  #received = '';

  constructor(private readonly servicePort: number) {}

  /** Where the service is reached through this line; stays the same. */
  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** All that the service has sent so far, as text. */
  get received(): string {
    return this.#received;
  }

  /** Connections that the nodes keep open. */
  get connections(): number {
    return this.#ends.size / 2;
  }

  /** Lets everything through. */
  async restore(): Promise<void> {
    this.#isSilent = false;
    if (this.#server !== undefined) return;
    this.#server = createServer((near) => this.#join(near));
    // A test that fails before it takes the link away must not keep the process alive.
    this.#server.listen(this.#port, '127.0.0.1').unref();
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The line has no port.');
    this.#port = address.port;
  }

  /** Breaks all connections and refuses new ones. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const end of this.#ends) end.destroy();
    if (server === undefined) return;
    server.close();
    await once(server, 'close');
  }

  /** Swallows whatever is sent from now on, in either direction. */
  silence(): void {
    this.#isSilent = true;
  }

  /** Breaks the connection in the moment in which the service answers next. */
  dropNextAnswer(): void {
    this.#dropsNextAnswer = true;
  }

  #join(near: Socket): void {
    const far = connect(this.servicePort, '127.0.0.1');
    near.on('data', (data) => this.#isSilent || far.write(data));
    far.on('data', (data) => {
      this.#received += data.toString('latin1');
      if (this.#dropsNextAnswer) near.resetAndDestroy();
      else if (!this.#isSilent) near.write(data);
      this.#dropsNextAnswer = false;
    });
    this.#follow(near, far);
    this.#follow(far, near);
  }

  /** What ends one end of the line ends the other one in the same way. */
  #follow(end: Socket, other: Socket): void {
    let isBroken = false;
    this.#ends.add(end.unref());
    end.on('error', () => {
      isBroken = true;
    });
    end.on('end', () => other.end());
    end.on('close', () => {
      this.#ends.delete(end);
      if (isBroken) other.resetAndDestroy();
      else other.destroy();
    });
  }
}
