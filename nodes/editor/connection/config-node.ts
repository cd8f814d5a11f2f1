import type { ConnectionSettings } from '../../settings';
import type { Validator } from '../shared/validators';

/** A property as it was registered; some have a validator. */
interface Field {
  value?: unknown;
  validate?: Validator<ConfigNode>;
}

/**
 * A configuration node as the editor holds it. Its credentials are there once
 * its dialog has been opened; of a stored password the editor knows only that
 * it exists, by a flag such as `has_password`.
 */
export interface ConfigNode extends ConnectionSettings {
  id: string;
  type: string;
  /** What it was registered with. */
  _def: {
    defaults: Record<string, Field>;
    credentials: Record<string, Field>;
  };
  credentials?: Record<string, unknown>;
  /** How an iNode account signs in; one that was written by hand may lack it, as others do. */
  auth?: string;
  /** The nodes that use it; absent while it is new. */
  users?: readonly object[];
  /** Id of the flow or the subflow that it is in; most are in none. */
  z?: string;
  /** Disabled. */
  d?: boolean;
  /** Differs from what is deployed. */
  changed?: boolean;
}
