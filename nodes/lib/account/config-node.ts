import { dirname } from 'node:path';
import type { NodeAPI, NodeDef } from 'node-red';
import type { Session } from '../../../src/auth/account';
import { FOLDER_OPEN, removeFile } from '../../../src/auth/atomic-file';
import { ServiceError } from '../../../src/errors';
import { errorCodeOf } from '../../../src/redact';
import type { ConnectionSettings } from '../../settings';
import { createTranslate } from '../translate';
import { accountKey, keptFiles } from './kept-files';
import { LeftFiles } from './left-files';
import { loadEarly } from './load-early';
import { observeAccount } from './observe-account';
import { originsOf } from './origins';
import { ParkedSessions } from './parked-sessions';
import {
  type Client,
  type ConfigNodeType,
  completeSettings,
  type ServiceNode,
} from './service-node';

/** Registers a configuration node that owns a service and its tokens. */
export function registerConfigNode<
  Settings extends ConnectionSettings,
  Credentials extends object,
  Service extends Client,
>(RED: NodeAPI, configType: ConfigNodeType<Settings, Credentials, Service>): void {
  const { type, addresses, credentials, open, created, hasSessions, signInOf } = configType;
  const sessions = new ParkedSessions();
  const leftFiles = new LeftFiles(RED, type);
  type Saved = NodeDef & Partial<Settings>;

  function ConfigNode(this: ServiceNode<Service, Credentials>, saved: Saved): void {
    RED.nodes.createNode(this, saved);
    const settings = completeSettings(configType, saved);
    const translate = createTranslate(RED);
    const signIn = signInOf?.(settings) ?? '';
    const file = keptFiles(RED, this, signIn)?.tokens;
    const key = file?.path ?? this.id;
    leftFiles.add(accountKey(this), signIn);
    // The sample city is in this process.
    if (signIn !== 'sample') loadEarly(RED, this);
    const onProblem = (code: string): void => {
      const { path = '' } = file ?? {};
      this.warn(
        code === FOLDER_OPEN
          ? translate('problem.folderOpen', { folder: dirname(path) })
          : translate('problem.tokenFile', { folder: path, code }),
      );
    };
    const surroundings = {
      tokenFile: file && { file, onProblem },
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
    this.state = () => service?.state();
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
        await leftFiles.settled();
        if (removed && file !== undefined) await removeFile(file);
        if (!removed && session !== undefined) sessions.park(key, session);
      } catch (error) {
        onProblem(errorCodeOf(error) ?? 'UNKNOWN');
      }
      done();
    };
    this.on('close', (removed: boolean, done: () => void) => {
      leftFiles.delete(accountKey(this));
      void close(removed, done);
    });
    created?.(this);
    const takenOver = sessions.takeOver(key, sessionOf);
  }

  RED.nodes.registerType<ServiceNode<Service, Credentials>, Saved, unknown, Credentials>(
    type,
    ConfigNode,
    { credentials },
  );
}
