import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** The connections of one account, kept alive between calls. */
export interface Connections {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  /** Closes all of them, also those in use. */
  close(): void;
}

export function createConnections(): Connections {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  return {
    http,
    https,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
