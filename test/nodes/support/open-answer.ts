import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { until } from '../../support/clock';

/** A service whose answers are written while the test looks on. */
export interface OpenAnswer {
  /** Its address, as the account of a flow has it. */
  readonly baseUrl: string;
  /** Requests that have arrived. */
  readonly requests: number;
  /** Writes a part of the latest answer, when that has been asked for. */
  write(text: string): Promise<void>;
  end(): void;
  /** Breaks the connection. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a service that answers every request with JSON, to be written. */
export async function startOpenAnswer(): Promise<OpenAnswer> {
  const answers: ServerResponse[] = [];
  const server = createServer((_request: IncomingMessage, answer) => {
    answers.push(answer.writeHead(200, { 'content-type': 'application/json' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/api/`,
    get requests() {
      return answers.length;
    },
    async write(text) {
      await until(() => answers.length > 0, 'a request arrives');
      answers.at(-1)?.write(text);
    },
    end: () => void answers.at(-1)?.end(),
    reset: () => void answers.at(-1)?.socket?.resetAndDestroy(),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
