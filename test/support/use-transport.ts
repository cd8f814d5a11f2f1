import { type Connections, createConnections } from '../../src/connection/connections';
import type { Send } from '../../src/http/message';
import { createTransport } from '../../src/http/transport';

/**
 * A transport for the tests of the surrounding `describe`; each has connections of its own.
 *
 * @param maxGigabytes of an answer, if not as many as usual
 */
export function useTransport(maxGigabytes?: number): Send {
  let connections: Connections;
  let send: Send;
  beforeEach(() => {
    connections = createConnections({ proxy: {} });
    send = createTransport(connections, maxGigabytes);
  });
  afterEach(() => connections.close());
  return (request) => send(request);
}
