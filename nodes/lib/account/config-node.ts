import { dirname } from 'node:path';
import type { NodeAPI, NodeDef } from 'node-red';
import { FOLDER_OPEN, removeFile } from '../../../src/auth/atomic-file';
import { ServiceError } from '../../../src/errors';
import { errorCodeOf } from '../../../src/redact';
import type { ConnectionSettings } from '../../settings';
import { createTranslate, type Translate } from '../translate';
import { accountKey, keptFiles } from './kept-files';
import { LeftFiles } from './left-files';
import { loadEarly } from './load-early';
import { observeAccount } from './observe-account';
import { OpenService } from './open-service';
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
    const onProblem = (code: string): void =>
      this.warn(fileProblem(translate, file?.path ?? '', code));
    const surroundings = {
      tokenFile: file && { file, onProblem },
      observer: observeAccount(this, translate),
    };
    const service = new OpenService(() => open(settings, this.credentials, surroundings));

    this.users = {};
    this.addUser = (user) => {
      this.users[user.id] = user;
      user.on('close', () => {
        delete this.users[user.id];
      });
    };
    this.origins = originsOf(settings, addresses);
    this.service = () => service.get();
    this.state = () => service.state();
    this.reopen = async () => {
      const session = await service.close(new ServiceError('ACCOUNT_CHANGED'));
      await session?.end();
    };

    const close = async (removed: boolean, done: () => void): Promise<void> => {
      try {
        await takenOver;
        const session = hasSessions ? service.session() : undefined;
        if (removed) await session?.end();
        await service.close();
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
    const takenOver = sessions.takeOver(key, () => service.session());
  }

  RED.nodes.registerType<ServiceNode<Service, Credentials>, Saved, unknown, Credentials>(
    type,
    ConfigNode,
    { credentials },
  );
}

/** Why tokens are not kept. */
function fileProblem(translate: Translate, path: string, code: string): string {
  return code === FOLDER_OPEN
    ? translate('problem.folderOpen', { folder: dirname(path) })
    : translate('problem.tokenFile', { folder: path, code });
}
