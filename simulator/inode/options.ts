import type { SimulatorAccount } from './account';

/** How iNode is to be set up. */
export interface InodeOptions {
  /** Credentials that it accepts; random where not given. */
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
  /** Give lists an ETag, and answer 304 to who has the list already; off by default. */
  validators?: boolean;
}

/** What holds where an option is left out. */
export const INODE_DEFAULTS = {
  accessTokenLifetime: 432_000,
  links: 24,
  devices: 14,
  pageSize: 100,
  validators: false,
} satisfies InodeOptions;
