import type { ConnectionSettings } from '../../settings';

/**
 * A configuration node as the editor holds it. Its credentials are there once
 * its dialog has been opened; of a stored password the editor knows only that
 * it exists, by a flag such as `has_password`.
 */
export interface ConfigNode extends ConnectionSettings {
  id: string;
  credentials?: Record<string, unknown>;
  /** Differs from what is deployed. */
  changed?: boolean;
}
