import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';

/** Types of records (RFC 1035, RFC 3596). */
const A = 1;
const AAAA = 28;

/** An answer without an error to a query that wanted recursion. */
const FLAGS = 0x8180;

/** A server of the DNS that knows A and AAAA records, each for no longer than it is asked for. */
export class NameServer {
  readonly #records = new Map<string, readonly string[]>();

  /** Lets a name have these addresses, in this order, and no others. */
  set(name: string, addresses: readonly string[]): void {
    this.#records.set(name, addresses);
  }

  listen(address: string): Promise<void> {
    const socket = createSocket('udp4');
    socket.on('message', (query, { port, address: asker }) => {
      socket.send(this.#answer(query), port, asker);
    });
    return new Promise((resolve) => socket.bind(53, address, resolve));
  }

  #answer(query: Buffer): Buffer {
    const { name, type, end } = readQuestion(query);
    const records = (this.#records.get(name) ?? [])
      .filter((address) => type === (isIPv6(address) ? AAAA : A))
      .map((address) => record(type, bytesOf(address)));
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(FLAGS, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    return Buffer.concat([header, query.subarray(12, end), ...records]);
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** A record of the name that was asked for, with a life of 0 s. */
function record(type: number, address: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, address.length]);
  return Buffer.concat([head, address]);
}

/** An address as bytes; IPv6 with one `::` at most, as the tests write it. */
function bytesOf(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [front, back] = [groups(head), groups(tail)];
  const zeros = Array<number>(8 - front.length - back.length).fill(0);
  const bytes = [...front, ...zeros, ...back].flatMap((group) => [group >> 8, group & 0xff]);
  return Buffer.from(bytes);
}
