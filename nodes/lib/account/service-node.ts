import type { Node, NodeAPI, NodeCredentials } from 'node-red';
import type { AccountObserver, AccountState, Session } from '../../../src/auth/account';
import type { TokenFileOptions } from '../../../src/auth/token-file';
import type { ServiceError } from '../../../src/errors';
import type { Caller } from '../../../src/http/message';
import { asRecord } from '../../../src/json-value';
import type { ConnectionSettings } from '../../settings';

/** What a probe found out, beside the figures of each service. */
interface Probed {
  /** Set where the sign-in is right, and was refused for an open session alone. */
  readonly sessionOpen?: true;
  /** Why part of the service cannot be used, where the rest can. */
  readonly failures?: readonly ServiceError[];
}

/** A client of a service, which is open until it is closed. */
export interface Client {
  /** Whether what it answers is made up, so that it can be tried without an account. */
  readonly isSample?: boolean;
  /** Tries whether the account works; returns figures for people, and why part of it failed. */
  probe(caller: Caller): Promise<Probed>;
  /** What it has done so far. */
  state(): AccountState;
  close(reason?: Error): Promise<void>;
  /** Its session, where the service counts them: none is to stay open that nobody needs. */
  readonly session?: Session;
}

/** A deployed configuration node: it offers its service, not its fields. */
export interface ServiceNode<Service, Credentials extends object = object>
  extends Node<Credentials> {
  /** Nodes that use it, by id; Node-RED takes its errors to their tabs. */
  users: Record<string, Node>;
  /** Counts a node among the users until it closes. */
  addUser(user: Node): void;
  /** The servers that its credentials are for. */
  origins: readonly string[];
  /**
   * The service, opened at the first use: a flow that never asks needs no connections.
   *
   * @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING
   */
  service(): Service;
  /** What the service has done since it was opened; nothing before its first use. */
  state(): AccountState | undefined;
  /**
   * Closes the service; the next use opens it with the credentials as they are
   * then. Calls that are on their way end with ACCOUNT_CHANGED.
   */
  reopen(): Promise<void>;
}

/** What the runtime has for a service. */
export interface Surroundings {
  /** Where tokens outlast a restart. */
  readonly tokenFile?: Omit<TokenFileOptions, 'secrets'> | undefined;
  /** Hears what people should know. */
  readonly observer?: AccountObserver | undefined;
}

/** What differs between the types of configuration nodes. */
export interface ConfigNodeType<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
> {
  readonly type: string;
  readonly defaults: Settings;
  /** What held before a setting was there, for flows that were saved then. */
  readonly before?: (saved: object) => Partial<Settings>;
  /** The settings that say to which servers the credentials go. */
  readonly addresses: readonly (keyof Settings & string)[];
  readonly credentials: NodeCredentials<Credentials>;
  /** @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING */
  readonly open: (settings: Settings, given: Credentials, surroundings: Surroundings) => Service;
  /** How an account signs in, where there is a choice: what is kept for one way is of no use to another. */
  readonly signInOf?: (settings: Settings) => string;
  /** Whether its clients have a `session`. */
  readonly hasSessions?: boolean;
  /** Does what else is to be done for a new node. */
  readonly created?: (node: ServiceNode<Service, Credentials>) => void;
}

type WhatIsNotSaved<Settings extends ConnectionSettings> = Pick<
  ConfigNodeType<Settings, object, Client>,
  'defaults' | 'before'
>;

/** The settings of a node: what was saved, and the defaults for the rest. */
export function completeSettings<Settings extends ConnectionSettings>(
  { defaults, before = () => ({}) }: WhatIsNotSaved<Settings>,
  saved: object,
): Settings {
  return { ...defaults, ...before(saved), ...saved };
}

/** The deployed configuration node of an id, if it is there and of this type. */
export function findConfig<Service, Credentials extends object = object>(
  RED: NodeAPI,
  id: string,
  type: string,
): ServiceNode<Service, Credentials> | undefined {
  const node: Node | null = RED.nodes.getNode(id);
  return node !== null && isConfig<Service, Credentials>(node, type) ? node : undefined;
}

/** Whether a configuration node is there, but is disabled, or the tab that is its scope. */
export function isDisabled(RED: NodeAPI, id: string): boolean {
  const saved = new Map<unknown, Readonly<Record<string, unknown>>>();
  RED.nodes.eachNode((each) => saved.set(each.id, asRecord(each)));
  const node = saved.get(id);
  return node?.d === true || saved.get(node?.z)?.disabled === true;
}

/** The type says what it offers: only `registerConfigNode` registers these types. */
function isConfig<Service, Credentials extends object>(
  node: Node,
  type: string,
): node is ServiceNode<Service, Credentials> {
  return node.type === type && 'service' in node;
}
