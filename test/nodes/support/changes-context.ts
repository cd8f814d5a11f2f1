import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { runtimeModule } from './node-red';

/** Node-RED's context stores, which the test helper does not open by itself. */
interface Context {
  init(settings: object): void;
  load(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** The stores of a `settings.js`: a built-in one by its name, or one of the test's own. */
export type ContextStorage = Record<string, { module: unknown; config?: object }>;

/** What the tests' own stores have to offer; all of it is asynchronous. */
export interface ContextStore {
  get(scope: string, key: string, callback: (error: unknown, value?: unknown) => void): void;
  set(scope: string, key: string, value: unknown, callback: (error?: unknown) => void): void;
}

/** Sets Node-RED up with these context stores; to be given to the next deploy as `prepare`. */
export function openStores(contextStorage: ContextStorage): () => Promise<void> {
  const settings: object = { contextStorage };
  helper.settings(settings);
  return async () => {
    await contextModule().load();
  };
}

/** Writes what is still to be written, and lets go: the test helper would delete what was kept. */
export async function closeStores(): Promise<void> {
  const context = contextModule();
  await context.close();
  helper.settings({ contextStorage: undefined });
  context.init({});
}

/** A store as a module for the settings. */
export function storeModule(store: object): () => object {
  const nothing = () => Promise.resolve();
  return () => ({ ...store, open: nothing, close: nothing, clean: nothing, delete: nothing });
}

function contextModule(): Context {
  const loaded = runtimeModule('@node-red/runtime/lib/nodes/context');
  assert(isContext(loaded));
  return loaded;
}

function isContext(value: unknown): value is Context {
  return ['init', 'load', 'close'].every((name) => typeof Object(value)[name] === 'function');
}
