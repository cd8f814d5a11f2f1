import { dirname } from 'node:path';
import type { NodeAPI } from 'node-red';
import { FOLDER_OPEN, type KeptFile, removeFile } from '../../../src/auth/atomic-file';
import {
  findNewerPassword,
  notePassword,
  type PasswordOwner,
} from '../../../src/auth/password-notes';
import { errorCodeOf } from '../../../src/redact';
import type { Rdp } from '../../../src/services/rdp';
import type { RdpCredentials } from '../../settings';
import { createTranslate } from '../translate';
import { keptFiles } from './kept-files';
import type { ServiceNode } from './service-node';

type RdpNode = ServiceNode<Rdp, RdpCredentials>;

/**
 * Gives a node that starts with an old password the one that has taken its
 * place: what nodes change of their credentials reaches Node-RED's disk at the
 * next deploy only. From that deploy on it is Node-RED that keeps it.
 */
export function takeNewerPassword(RED: NodeAPI, node: RdpNode): void {
  const file = notesOf(RED, node);
  if (file === undefined) return;
  const newer = findNewerPassword(file, ownerOf(node), (code) =>
    node.warn(createTranslate(RED)('problem.passwordUnread', { file: file.path, code })),
  );
  if (newer !== undefined) void putPassword(RED, node, newer).catch(ignore);

  // "Restart flows" reads the disk, where the old one still is, and also sends the event of a deploy.
  let isRestart = newer !== undefined;
  const onStarting = (): void => {
    isRestart = false;
  };
  const onRuntimeEvent = ({ id }: { id: string }): void => {
    if (id === 'runtime-deploy' && !isRestart) void removeFile(file).catch(ignore);
  };
  RED.events.on('flows:starting', onStarting);
  RED.events.on('runtime-event', onRuntimeEvent);
  node.on('close', (removed: boolean, done: () => void) => {
    RED.events.off('flows:starting', onStarting);
    RED.events.off('runtime-event', onRuntimeEvent);
    const closing = removed ? removeFile(file).catch(ignore) : Promise.resolve();
    void closing.then(done);
  });
}

/** Puts a password in place of the node's, and sees to it that it outlasts a restart. */
export async function replacePassword(
  RED: NodeAPI,
  node: RdpNode,
  password: string,
): Promise<void> {
  const owner = ownerOf(node);
  await putPassword(RED, node, password);
  const file = notesOf(RED, node);
  if (file === undefined) return;
  try {
    await notePassword(file, owner, password);
  } catch (error) {
    warn(RED, node, file, errorCodeOf(error) ?? 'UNKNOWN');
  }
}

function warn(RED: NodeAPI, node: RdpNode, { path }: KeptFile, code: string): void {
  const translate = createTranslate(RED);
  node.warn(
    code === FOLDER_OPEN
      ? translate('problem.folderOpen', { folder: dirname(path) })
      : translate('problem.passwordFile', { code }),
  );
}

async function putPassword(RED: NodeAPI, node: RdpNode, password: string): Promise<void> {
  const stored: RdpCredentials = { ...RED.nodes.getCredentials(node.id) };
  node.credentials.password = password;
  await RED.nodes.addCredentials(node.id, { ...stored, password });
}

/** Beside the tokens, in a runtime that has a user directory. */
function notesOf(RED: NodeAPI, node: RdpNode): KeptFile | undefined {
  return keptFiles(RED, node)?.password;
}

function ownerOf({ credentials }: RdpNode): PasswordOwner {
  const { username = '', password = '', clientId = '', clientSecret = '' } = credentials;
  return { username, password, clientId, clientSecret };
}

/** What is left behind is sealed, and of no use to who has the newer password. */
function ignore(): void {}
