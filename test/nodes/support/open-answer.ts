import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { until } from '../../support/clock';
import { listen } from '../../support/listen';

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

/** Starts a service that answers every request with a body of this type, to be written. */
export async function startOpenAnswer(type = 'application/json'): Promise<OpenAnswer> {
  const answers: ServerResponse[] = [];
  const server = createServer((_request: IncomingMessage, answer) => {
    answers.push(answer.writeHead(200, { 'content-type': type }));
  });
  const listening = await listen(server);
  return {
    baseUrl: `${listening.origin}/api/`,
    get requests() {
      return answers.length;
    },
    async write(text) {
      await until(() => answers.length > 0, 'a request arrives');
      answers.at(-1)?.write(text);
    },
    end: () => void answers.at(-1)?.end(),
    reset: () => void answers.at(-1)?.socket?.resetAndDestroy(),
    close: () => listening.close(),
  };
}
