import type { Node, NodeAPI } from 'node-red';
import { ServiceError } from '../../src/errors';
import { asRecord } from '../../src/json-value';
import type { ReasonValues } from '../../src/reasons';
import { classOf, errorCodeOf } from '../../src/redact';
import { type NodeReasonKey, nodeReason } from './reasons';

/** What of Node-RED says which stores there are. */
interface Settings {
  readonly settings: Pick<NodeAPI['settings'], 'contextStorage'>;
}

/** A node's context in one of Node-RED's stores. */
export interface ContextStore {
  /** Whether what is kept stays in this process as it is, and is written nowhere. */
  readonly isMemory: boolean;
  /** @throws {ServiceError} STORE_FAILED */
  read(keys: readonly string[]): Promise<readonly unknown[]>;
  /** Keeps values, all at the same moment; `undefined` forgets. @throws {ServiceError} STORE_FAILED */
  write(values: ReadonlyMap<string, unknown>): Promise<void>;
  /** The keys of what is kept; none where the store cannot say. */
  keys(): Promise<readonly string[]>;
}

/**
 * @param given empty for the default store, which is Node-RED's `default` as well
 * @throws {ServiceError} STORE_FAILED where there is no such store: Node-RED
 *   would take the default one, which may not outlast a restart.
 */
export function openContextStore(
  RED: Settings,
  node: Pick<Node, 'context'>,
  given: string,
): ContextStore {
  const isKnown = storeNames(RED).includes(given);
  const name = given === 'default' && !isKnown ? '' : given;
  if (name !== '' && !isKnown) throw failed('storeMissing', { name });
  const context = node.context();
  const storeName = name === '' ? undefined : name;
  const read = (keys: string | string[]): Promise<unknown[]> =>
    new Promise<unknown[]>((resolve, reject) => {
      // Of several keys, the callback gets as many values.
      const take = (error: unknown, ...values: unknown[]): void => {
        if (isNothing(error)) resolve(values);
        else reject(error);
      };
      if (typeof keys === 'string') context.get(keys, storeName, take);
      else context.get(keys, storeName, take);
    }).catch((error: unknown) => {
      throw failed('storeUnreadable', { code: kindOf(error) });
    });
  return {
    isMemory: isMemory(RED, name),
    async read(keys) {
      const [only, ...others] = keys;
      if (only === undefined) return [];
      return read(others.length === 0 ? only : [only, ...others]);
    },
    write: (values) =>
      new Promise<void>((resolve, reject) => {
        const take = (error: unknown): void => {
          if (isNothing(error)) resolve();
          else reject(error);
        };
        const [only, ...others] = values.keys();
        if (only === undefined) resolve();
        else if (others.length === 0) context.set(only, values.get(only), storeName, take);
        else context.set([only, ...others], [...values.values()], storeName, take);
      }).catch((error: unknown) => {
        throw failed('storeUnwritable', { code: kindOf(error) });
      }),
    keys: () =>
      new Promise<readonly string[]>((resolve, reject) => {
        context.keys(storeName, (error: unknown, keys: unknown) => {
          if (isNothing(error) && Array.isArray(keys)) resolve(keys.map(String));
          else reject(error);
        });
      }).catch(() => []),
  };
}

/** The stores of the settings; Node-RED has one of its own where they name none. */
function storeNames(RED: Settings): string[] {
  const names = Object.keys(RED.settings.contextStorage ?? {});
  return names.length > 0 ? names : ['memory'];
}

function isMemory(RED: Settings, name: string): boolean {
  const stores = asRecord(RED.settings.contextStorage);
  const [first = ''] = Object.keys(stores);
  const chosen = stores[name === '' ? ('default' in stores ? 'default' : first) : name];
  // The default may be another one's name.
  const store = typeof chosen === 'string' ? stores[chosen] : chosen;
  return first === '' || asRecord(store)['module'] === 'memory';
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
