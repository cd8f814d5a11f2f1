import { connect, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { type Listening, listen } from '../../support/listen';

/** One handshake that came to its end. */
interface Handshake {
  /** The name that the client asked for. */
  readonly servername: string | false | null;
  /** Whether it showed a certificate that is accepted. */
  readonly authorized: boolean;
}

/** A real TLS server in front of a service that speaks plain HTTP. */
export interface TlsFront extends Omit<Listening, 'origin' | 'open'> {
  readonly handshakes: readonly Handshake[];
  /** Breaks off the next connections before it has said a word. */
  hangUp(times: number): void;
  /** Breaks off the next connections shortly before the end of their first answer. */
  cutAnswers(times: number): void;
}

/** Bytes that a cut answer lacks. */
const CUT = 10;

/** @param target the port on loopback that it speaks for. */
export async function startTlsFront(target: number, options: TlsOptions): Promise<TlsFront> {
  const handshakes: Handshake[] = [];
  let refusals = 0;
  let cuts = 0;
  const server = createServer(options, (socket) => {
    const { authorized } = socket;
    handshakes.push({ servername: socket.servername, authorized });
    const service = connect(target, '127.0.0.1');
    service.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('error', () => service.destroy()).on('close', () => service.destroy());
    socket.pipe(service);
    if (cuts === 0) {
      service.pipe(socket);
      return;
    }
    cuts--;
    service.once('data', (answer: Buffer) => {
      socket.write(answer.subarray(0, -CUT), () => socket.destroy());
    });
  });
  server.on('tlsClientError', () => undefined);
  server.prependListener('connection', (socket: Socket) => {
    if (refusals === 0) return;
    refusals--;
    socket.destroy();
  });
  const listening = await listen(server);
  return {
    port: listening.port,
    handshakes,
    get connections() {
      return listening.connections;
    },
    hangUp(times) {
      refusals = times;
    },
    cutAnswers(times) {
      cuts = times;
    },
    drop: () => listening.drop(),
    close: () => listening.close(),
  };
}
