import { once } from 'node:events';
import { connect } from 'node:net';

/** Types of the packets of MQTT 3.1.1, in the first byte. */
const CONNECT = 0x10;
const PUBLISH = 0x30;
const SUBSCRIBE = 0x82;
const PINGREQ = 0xc0;
const PINGRESP = 0xd0;

/**
 * The topics of the messages that a broker retains, asked without any client that
 * a flow uses. The broker answers in order, so a ping marks the end of them.
 *
 * @param filter such as `inode/links/+`
 */
export async function retainedTopics(port: number, filter: string): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const cleanStart = [4, 2, 0, 0];
  socket.write(packet(CONNECT, [...text('MQTT'), ...cleanStart, ...text('')]));
  socket.write(packet(SUBSCRIBE, [0, 1, ...text(filter), 0]));
  socket.write(packet(PINGREQ, []));
  const topics: string[] = [];
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let found = firstPacket(bytes); found !== undefined; found = firstPacket(bytes)) {
      const { type, body } = found;
      if (type === PUBLISH) topics.push(body.toString('utf8', 2, 2 + body.readUInt16BE(0)));
      if (type === PINGRESP) socket.end();
      bytes = bytes.subarray(found.end);
    }
  });
  await once(socket, 'close');
  return topics;
}

function packet(type: number, body: readonly number[]): Buffer {
  // All that is sent here is shorter than 128 bytes, for which one byte has the length.
  return Buffer.from([type, body.length, ...body]);
}

function text(value: string): number[] {
  return [0, value.length, ...Buffer.from(value)];
}

/** The packet that bytes begin with; nothing as long as it is not complete. */
function firstPacket(bytes: Buffer) {
  let length = 0;
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * (at - 1));
    if (byte >= 0x80) continue;
    const end = at + 1 + length;
    if (bytes.length < end) return undefined;
    // The flags of a PUBLISH are its lower half.
    return { type: (bytes[0] ?? 0) & 0xf0, body: bytes.subarray(at + 1, end), end };
  }
  return undefined;
}
