import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { startApartBeside, WIRE_SCRIPT } from './namespaces';

/** Who is at the ends of the wire. */
export const ADDRESSES = {
  near: '192.0.2.1',
  nearAfterwards: '192.0.2.2',
  near6: '2001:db8:1::1',
  far: '198.51.100.1',
  farMoved: '198.51.100.2',
  far6: '2001:db8:2::1',
  names: '198.51.100.53',
  /** What the service is asked at by the proxy. */
  behindProxy: '127.0.0.1',
};

/** What the wire does; what is left out stays as it is. */
export interface WireChange {
  /** Seconds that each packet is on its way. */
  readonly delay?: number;
  /** The probability of each packet to be lost. */
  readonly loss?: number;
  /** Addresses to and from which nothing gets through, without a word. */
  readonly swallow?: readonly string[];
  /** Nothing gets through on any connection that there is, as when a router loses its memory. */
  readonly forget?: boolean;
  /** The near end gets this address instead of its own, as when a modem reconnects. */
  readonly address?: string;
}

/** Packets, and their bytes with all headers of IP and TCP. */
export interface Traffic {
  readonly packets: number;
  readonly bytes: number;
}

/** What went over one connection, whether it got through or not. */
export interface Connection {
  readonly protocol: string;
  /** Address and port at the far end. */
  readonly far: readonly [string, number];
  readonly up: Traffic;
  readonly down: Traffic;
}

/** The wire between the near network and the far one. */
export class Wire {
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  /** Rejected when the wire has ended, so that nobody waits for it in vain. */
  readonly #ended: Promise<never>;

  /**
   * @param farPid a process in the far network.
   * @param ipv6 whether the near end has an IPv6 address, and a route.
   */
  constructor(farPid: number, ipv6: boolean) {
    const { near, near6, far, farMoved, far6, names } = ADDRESSES;
    const ends = [ipv6 ? [near, near6] : [near], [far, farMoved, names, far6]];
    const args = [String(farPid), ...[...ends, names].map((value) => JSON.stringify(value))];
    this.#process = startApartBeside(farPid, ['python3', '-B', WIRE_SCRIPT, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    assert(this.#process.stdout);
    this.#lines = createInterface(this.#process.stdout);
    this.#ended = once(this.#lines, 'close').then(() => assert.fail('the wire has ended'));
    this.#ended.catch(() => undefined);
  }

  get pid(): number {
    assert(this.#process.pid !== undefined, 'the wire did not start');
    return this.#process.pid;
  }

  /** Changes the wire, and returns its connections until now. */
  async change(change: WireChange = {}): Promise<Connection[]> {
    const line = once(this.#lines, 'line');
    this.#process.stdin?.write(`${JSON.stringify(change)}\n`);
    const [report]: unknown[] = await Promise.race([line, this.#ended]);
    const connections: unknown = JSON.parse(String(report));
    assert(Array.isArray(connections));
    return connections.map(asConnection);
  }

  /** What goes over each TCP connection while something is done. */
  async during(action: () => Promise<unknown>): Promise<Connection[]> {
    const before = await this.change();
    await action();
    const after = await this.change();
    // The wire lists connections in the order of their first packet.
    return after
      .map((connection, index) => difference(connection, before[index]))
      .filter(({ protocol, up, down }) => protocol === 'tcp' && up.packets + down.packets > 0);
  }

  /** Ends the wire, and waits until it has ended. */
  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.stdin?.end();
    await exit;
  }
}

function asConnection(value: unknown): Connection {
  assert(typeof value === 'object' && value !== null);
  assert('protocol' in value && typeof value.protocol === 'string');
  assert('far' in value && 'up' in value && 'down' in value);
  const [address, port] = asPair(value.far);
  return {
    protocol: value.protocol,
    far: [String(address), Number(port)],
    up: asTraffic(value.up),
    down: asTraffic(value.down),
  };
}

function asTraffic(value: unknown): Traffic {
  const [packets, bytes] = asPair(value);
  return { packets: Number(packets), bytes: Number(bytes) };
}

function asPair(value: unknown): [unknown, unknown] {
  assert(Array.isArray(value) && value.length === 2);
  const [first, second]: unknown[] = value;
  return [first, second];
}

function difference(after: Connection, before: Connection | undefined): Connection {
  if (before === undefined) return after;
  return {
    ...after,
    up: subtract(after.up, before.up),
    down: subtract(after.down, before.down),
  };
}

function subtract(after: Traffic, before: Traffic): Traffic {
  return { packets: after.packets - before.packets, bytes: after.bytes - before.bytes };
}
