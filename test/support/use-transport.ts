import { createConnections } from '../../src/http/connections';
import type { Send } from '../../src/http/message';
import { createTransport } from '../../src/http/transport';

/** A transport for the tests of the surrounding `describe`; each ends with its connections closed. */
export function useTransport(): Send {
  const connections = createConnections({ proxy: {} });
  afterEach(() => connections.close());
  return createTransport(connections);
}
