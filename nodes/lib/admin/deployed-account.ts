import type { Node, NodeAPI } from 'node-red';
import { type ConnectionSettings, isReference } from '../../settings';
import { resolveReference } from '../account/environment';
import { originsOf } from '../account/origins';
import {
  type Client,
  type ConfigNodeType,
  completeSettings,
  findConfig,
} from '../account/service-node';

/** What the runtime knows of a configuration node that is deployed. */
export interface DeployedAccount {
  /** The node that runs; there is none inside of a subflow, of which only copies run. */
  readonly node: Node | undefined;
  /** The servers that its credentials are for; none where they differ from copy to copy. */
  readonly origins: readonly string[];
  readonly credentials: object;
}

/** The deployed configuration node of an id, if it is there and of this type. */
export function findDeployed<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(
  RED: NodeAPI,
  configType: ConfigNodeType<Settings, Credentials, Service>,
  id: string,
): DeployedAccount | undefined {
  const node = findConfig<Service, Credentials>(RED, id, configType.type);
  if (node !== undefined) return { node, origins: node.origins, credentials: node.credentials };
  let found: DeployedAccount | undefined;
  RED.nodes.eachNode((saved) => {
    if (saved.id === id && saved.type === configType.type)
      found = readSaved(RED, configType, saved);
  });
  return found;
}

/** A node that does not run itself: its variables are those of each copy, and not known here. */
function readSaved<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(
  RED: NodeAPI,
  configType: ConfigNodeType<Settings, Credentials, Service>,
  saved: { id: string },
): DeployedAccount {
  const settings = completeSettings(configType, saved);
  const { addresses } = configType;
  const isKnown = !addresses.some((name) => isReference(settings[name]));
  const stored: Record<string, unknown> = { ...RED.nodes.getCredentials(saved.id) };
  const credentials = Object.entries(stored).map(([name, value]) => [
    name,
    resolveReference(RED, undefined, value),
  ]);
  return {
    node: undefined,
    origins: isKnown ? originsOf(settings, addresses) : [],
    credentials: Object.fromEntries(credentials),
  };
}
