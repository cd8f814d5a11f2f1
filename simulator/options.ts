import type { SimulatorAccount } from './account';

/** How a simulator is to be set up. Every field may be left out. */
export interface SimulatorOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Credentials that the simulator accepts; random where not given. */
  account?: Partial<SimulatorAccount>;
  /**
   * Life of an access token in seconds, 5 days by default. With `null` the
   * answer has no `expires_in`; the token still dies after 5 days.
   */
  accessTokenLifetime?: number | null;
  /** Number of links, 24 by default. Links need at least two devices to join. */
  links?: number;
  /** Number of devices, 14 by default. */
  devices?: number;
  /** Items on a page when the request does not ask for a `page_size`; 100 by default. */
  pageSize?: number;
  /** Milliseconds that every request waits before it is answered; 0 by default. */
  latency?: number;
  /** Whether answers are compressed as `Accept-Encoding` allows; not by default. */
  compress?: boolean;
}

/** What holds where an option is left out. */
export const DEFAULT_OPTIONS = {
  port: 0,
  accessTokenLifetime: 432_000,
  links: 24,
  devices: 14,
  pageSize: 100,
  latency: 0,
  compress: false,
} satisfies SimulatorOptions;
