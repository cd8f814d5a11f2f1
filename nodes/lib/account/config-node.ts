import type { NodeAPI, NodeDef } from 'node-red';
import type { Session } from '../../../src/auth/account';
import { removeFile } from '../../../src/auth/atomic-file';
import { ServiceError } from '../../../src/errors';
import { errorCodeOf } from '../../../src/redact';
import type { ConnectionSettings } from '../../settings';
import { createTranslate } from '../translate';
import { observeAccount } from './observe-account';
import { originsOf } from './origins';
import { ParkedSessions } from './parked-sessions';
import {
  type Client,
  type ConfigNodeType,
  completeSettings,
  type ServiceNode,
} from './service-node';
import { tokenPath } from './token-path';

/** Registers a configuration node that owns a service and its tokens. */
export function registerConfigNode<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(RED: NodeAPI, configType: ConfigNodeType<Settings, Credentials, Service>): void {
  const { type, addresses, credentials, open, created, hasSessions } = configType;
  const sessions = new ParkedSessions();
  type Saved = NodeDef & Partial<Settings>;

  function ConfigNode(this: ServiceNode<Service, Credentials>, saved: Saved): void {
    RED.nodes.createNode(this, saved);
    const settings = completeSettings(configType, saved);
    const translate = createTranslate(RED);
    const path = tokenPath(RED, this);
    const onProblem = (code: string): void =>
      this.warn(translate('problem.tokenFile', { folder: path ?? '', code }));
    const surroundings = {
      tokenFile: path === undefined ? undefined : { path, onProblem },
      observer: observeAccount(this, translate),
    };
    let service: Service | undefined;

    this.users = {};
    this.addUser = (user) => {
      this.users[user.id] = user;
      user.on('close', () => {
        delete this.users[user.id];
      });
    };
    this.origins = originsOf(settings, addresses);
    this.service = () => (service ??= open(settings, this.credentials, surroundings));
    const closeService = async (reason?: Error): Promise<Session | undefined> => {
      const closing = service;
      service = undefined;
      await closing?.close(reason);
      return closing?.session;
    };
    this.reopen = async () => {
      const session = await closeService(new ServiceError('ACCOUNT_CHANGED'));
      await session?.end();
    };
    const sessionOf = (): Session | undefined => {
      try {
        return this.service().session;
      } catch {
        // What is wrong is said when the node is used.
        return undefined;
      }
    };

    const close = async (removed: boolean, done: () => void): Promise<void> => {
      try {
        await takenOver;
        const session = hasSessions ? sessionOf() : undefined;
        if (removed) await session?.end();
        await closeService();
        if (removed && path !== undefined) await removeFile(path);
        if (!removed && session !== undefined) sessions.park(path ?? this.id, session);
      } catch (error) {
        onProblem(errorCodeOf(error) ?? 'UNKNOWN');
      }
      done();
    };
    this.on('close', (removed: boolean, done: () => void) => {
      void close(removed, done);
    });
    created?.(this);
    const takenOver = sessions.takeOver(path ?? this.id, sessionOf);
  }

  RED.nodes.registerType<ServiceNode<Service, Credentials>, Saved, unknown, Credentials>(
    type,
    ConfigNode,
    { credentials },
  );
}
