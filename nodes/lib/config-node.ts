import type { Node, NodeAPI, NodeCredentials, NodeDef } from 'node-red';
import { removeTokenFile, type TokenFileOptions } from '../../src/auth/token-file';
import { ServiceError } from '../../src/errors';
import { errorCodeOf } from '../../src/redact';
import { tokenPath } from './token-path';
import { createTranslate } from './translate';

/** A client of a service, which is open until it is closed. */
interface Client {
  close(reason?: Error): Promise<void>;
}

/** A deployed configuration node: it offers its service, not its fields. */
export interface ServiceNode<Service, Credentials extends object = object>
  extends Node<Credentials> {
  /** Nodes that use it, by id; Node-RED takes its errors to their tabs. */
  users: Record<string, Node>;
  /** Counts a node among the users until it closes. */
  addUser(user: Node): void;
  /**
   * The service, opened at the first use: a flow that never asks needs no connections.
   *
   * @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING
   */
  service(): Service;
  /**
   * Closes the service; the next use opens it with the credentials as they are
   * then. Calls that are on their way end with ACCOUNT_CHANGED.
   */
  reopen(): Promise<void>;
}

/** Where tokens outlast a restart. */
export type TokenFile = Omit<TokenFileOptions, 'secrets'> | undefined;

export interface ConfigNodeType<Settings, Credentials extends object, Service extends Client> {
  readonly type: string;
  readonly defaults: Settings;
  readonly credentials: NodeCredentials<Credentials>;
  /** @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING */
  readonly open: (settings: Settings, given: Credentials, tokenFile: TokenFile) => Service;
}

/** Registers a configuration node that owns a service and its tokens. */
export function registerConfigNode<Settings, Credentials extends object, Service extends Client>(
  RED: NodeAPI,
  { type, defaults, credentials, open }: ConfigNodeType<Settings, Credentials, Service>,
): void {
  type Saved = NodeDef & Partial<Settings>;

  function ConfigNode(this: ServiceNode<Service, Credentials>, saved: Saved): void {
    RED.nodes.createNode(this, saved);
    const translate = createTranslate(RED);
    const path = tokenPath(RED, this);
    const onProblem = (code: string): void =>
      this.warn(translate('problem.tokenFile', { folder: path ?? '', code }));
    const tokenFile = path === undefined ? undefined : { path, onProblem };
    let service: Service | undefined;

    this.users = {};
    this.addUser = (user) => {
      this.users[user.id] = user;
      user.on('close', () => {
        delete this.users[user.id];
      });
    };
    this.service = () => (service ??= open({ ...defaults, ...saved }, this.credentials, tokenFile));
    const closeService = async (reason?: Error): Promise<void> => {
      const closing = service;
      service = undefined;
      await closing?.close(reason);
    };
    this.reopen = () => closeService(new ServiceError('ACCOUNT_CHANGED'));

    const close = async (removed: boolean, done: () => void): Promise<void> => {
      try {
        await closeService();
        if (removed && path !== undefined) await removeTokenFile(path);
      } catch (error) {
        onProblem(errorCodeOf(error) ?? 'UNKNOWN');
      }
      done();
    };
    this.on('close', (removed: boolean, done: () => void) => {
      void close(removed, done);
    });
  }

  RED.nodes.registerType<ServiceNode<Service, Credentials>, Saved, unknown, Credentials>(
    type,
    ConfigNode,
    { credentials },
  );
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

/** The type says what it offers: only `registerConfigNode` registers these types. */
function isConfig<Service, Credentials extends object>(
  node: Node,
  type: string,
): node is ServiceNode<Service, Credentials> {
  return node.type === type && 'service' in node;
}
