import type { Simulator } from '../../simulator/index';

/** What a user fills in, by the type of the configuration node, and its `generation` where it has one. */
export type Accounts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What makes the configuration nodes of a flow sign in at a simulator. */
export function accountsOf({ baseUrl, account, innerspace, rdp }: Simulator): Accounts {
  return {
    'inode-config': { baseUrl, auth: 'token', credentials: { ...account } },
    'innerspace-config': {
      baseUrl: innerspace.baseUrl,
      credentials: { ...innerspace.account },
    },
    'innerspace-config v2': {
      baseUrl: innerspace.currentUrl,
      credentials: { ...innerspace.account },
    },
    'rdp-config': {
      baseUrl: rdp.baseUrl,
      tokenUrl: rdp.tokenUrl,
      credentials: { ...rdp.account },
    },
  };
}
