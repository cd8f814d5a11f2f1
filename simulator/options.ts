import { INNERSPACE_DEFAULTS, type InnerspaceOptions } from './innerspace/options';
import { INODE_DEFAULTS, type InodeOptions } from './inode/options';
import { RDP_DEFAULTS, type RdpOptions } from './rdp/options';

/** How a simulator is to be set up. Every field may be left out. */
export interface SimulatorOptions extends InodeOptions, InnerspaceOptions, RdpOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Milliseconds that every request waits before it is answered; 0 by default. */
  latency?: number;
  /** Whether answers are compressed as `Accept-Encoding` allows; not by default. */
  compress?: boolean;
}

/** What holds where an option is left out. */
export const DEFAULT_OPTIONS = {
  port: 0,
  latency: 0,
  compress: false,
  ...INODE_DEFAULTS,
  ...INNERSPACE_DEFAULTS,
  ...RDP_DEFAULTS,
} satisfies SimulatorOptions;
