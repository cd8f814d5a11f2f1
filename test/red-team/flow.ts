import { randomBytes } from 'node:crypto';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';

/** Credentials that are found again wherever they come out, by the names of Node-RED's fields. */
export const SECRETS = {
  password: marker(),
  clientSecret: marker(),
} as const;

/** Of RDP, the client id is a secret, too. */
export const APP_KEY = marker();

/** What the services grant. */
export const ACCESS_TOKEN = marker();

/** All that must not come out. */
export const ALL_SECRETS: readonly string[] = [...Object.values(SECRETS), APP_KEY, ACCESS_TOKEN];

function marker(): string {
  return `planted-${randomBytes(12).toString('hex')}`;
}

/** The rest of a message is what the service sent, which is passed on as it is. */
const LOG = 'node.warn(JSON.stringify([msg.error, msg.status]));';

/** Everything that is said of messages goes into the log: errors and statuses as well. */
export function withPlantedSecrets(flow: readonly FlowNode[]): FlowNode[] {
  return [
    ...flow.map((node) => {
      if (node.type === 'catch') return { ...node, wires: [['log']] };
      if (!('credentials' in node)) return node;
      const clientId = node.type === 'rdp-config' ? { clientId: APP_KEY } : {};
      return { ...node, credentials: { ...Object(node['credentials']), ...SECRETS, ...clientId } };
    }),
    onTab({ id: 'statuses', type: 'status', scope: null, wires: [['log']] }),
    onTab({ id: 'log', type: 'function', func: LOG, wires: [[]] }),
  ];
}
