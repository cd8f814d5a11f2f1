import type { Node, NodeAPI } from 'node-red';
import { ServiceError } from '../../../src/errors';
import type { ReasonValues } from '../../../src/reasons';
import { classOf, errorCodeOf } from '../../../src/redact';
import { type NodeReasonKey, nodeReason } from '../reasons';

/** What a node remembers of each topic. */
export interface TopicStore {
  /** @throws {ServiceError} STORE_FAILED */
  read(topic: string): Promise<unknown>;
  /** Keeps a value; `undefined` forgets. @throws {ServiceError} STORE_FAILED */
  write(topic: string, value: unknown): Promise<void>;
}

/**
 * The node's context in one of Node-RED's stores.
 *
 * @param name empty for the default store
 * @throws {ServiceError} STORE_FAILED where there is no such store: Node-RED
 *   would take the default one, which may not outlast a restart.
 */
export function openTopicStore(RED: NodeAPI, node: Node, name: string): TopicStore {
  if (name !== '' && !storeNames(RED).includes(name)) throw failed('storeMissing', { name });
  const context = node.context();
  const storeName = name === '' ? undefined : name;
  return {
    read: (topic) =>
      new Promise<unknown>((resolve, reject) => {
        context.get(keyOf(topic), storeName, (error: unknown, value) => {
          if (isNothing(error)) resolve(value);
          else reject(error);
        });
      }).catch((error: unknown) => {
        throw failed('storeUnreadable', { code: kindOf(error) });
      }),
    write: (topic, value) =>
      new Promise<void>((resolve, reject) => {
        context.set(keyOf(topic), value, storeName, (error: unknown) => {
          if (isNothing(error)) resolve();
          else reject(error);
        });
      }).catch((error: unknown) => {
        throw failed('storeUnwritable', { code: kindOf(error) });
      }),
  };
}

/** The stores of the settings; Node-RED has one of its own where they name none. */
function storeNames(RED: NodeAPI): string[] {
  const names = Object.keys(RED.settings.contextStorage ?? {});
  return names.length > 0 ? names : ['memory'];
}

/** A key without the characters that a property expression gives a meaning to. */
function keyOf(topic: string): string {
  const plain = topic.replace(
    /[^\w-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `list_${plain}`;
}

function isNothing(error: unknown): boolean {
  return error === undefined || error === null;
}

function kindOf(error: unknown): string {
  return errorCodeOf(error) ?? classOf(error);
}

function failed(reason: NodeReasonKey, values: ReasonValues): ServiceError {
  return new ServiceError('STORE_FAILED', { reason: nodeReason(reason, values) });
}
