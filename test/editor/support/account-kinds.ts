import type { Simulator } from '../../../simulator/index';
import type { TestNode } from './flow';

/** What a person fills in to sign in at a simulator. */
interface Account {
  /** Addresses, which are among the advanced settings. */
  addresses: Record<string, string>;
  credentials: Record<string, string>;
}

/** One way to sign in, and a node to try it with. */
export interface AccountKind {
  /** As in "signs in with …". */
  title: string;
  /** A working node that lacks nothing but its account. */
  node: TestNode;
  /** The type of the account. */
  accountType: string;
  /** The choice in the account's dialog, where there is one. */
  auth?: 'token' | 'oauth2';
  /** The credentials that never come back to the browser. */
  secrets: readonly string[];
  /** @param generation that of the API, where it has several */
  accountOf: (simulator: Simulator, generation?: string) => Account;
  /** The status of the node when all went well. */
  status: RegExp;
  /** What the test of the connection says then. */
  tested: RegExp;
}

const INODE_TESTED = /^Signed in\. 24 links, 14 devices, \d+ ms\.$/;

export const ACCOUNT_KINDS: readonly AccountKind[] = [
  {
    title: 'an iNode API token',
    node: { id: 'links', type: 'inode-links', mode: 'list', query: [] },
    accountType: 'inode-config',
    auth: 'token',
    secrets: ['token'],
    accountOf: ({ baseUrl, account: { token } }) => ({
      addresses: { baseUrl },
      credentials: { token },
    }),
    status: /^24 links, \d\d:\d\d$/,
    tested: INODE_TESTED,
  },
  {
    title: 'an iNode user name and password',
    node: { id: 'devices', type: 'inode-devices', mode: 'list', query: [] },
    accountType: 'inode-config',
    auth: 'oauth2',
    secrets: ['password', 'clientSecret'],
    accountOf: ({ baseUrl, account: { username, password, clientId, clientSecret } }) => ({
      addresses: { baseUrl },
      credentials: { username, password, clientId, clientSecret },
    }),
    status: /^14 devices, \d\d:\d\d$/,
    tested: INODE_TESTED,
  },
  {
    title: 'an InnerSpace client',
    node: {
      id: 'query',
      type: 'innerspace-query',
      query: '{ __typename }',
      variables: '{}',
      variablesType: 'json',
    },
    accountType: 'innerspace-config',
    secrets: ['clientSecret'],
    accountOf: ({ innerspace: { baseUrl, currentUrl, account } }, generation) => ({
      addresses: { baseUrl: generation === 'v1' ? baseUrl : currentUrl },
      credentials: { ...account },
    }),
    status: /^done, \d\d:\d\d$/,
    tested: /^Signed in\. \d+ ms\.$/,
  },
  {
    title: 'an RDP user',
    node: {
      id: 'request',
      type: 'rdp-request',
      method: 'GET',
      path: 'data/historical-pricing/v1/views/interday-summaries/VOD.L',
      query: [],
      body: 'payload',
      bodyType: 'msg',
    },
    accountType: 'rdp-config',
    secrets: ['password', 'clientSecret'],
    accountOf: ({ rdp: { baseUrl, tokenUrl, account } }) => ({
      addresses: { baseUrl, tokenUrl },
      credentials: { ...account },
    }),
    status: /^done, \d\d:\d\d$/,
    // A session that an earlier test has opened is left alone.
    tested: /^(Signed in|The user name and the password are right)\..* \d+ ms\.$/,
  },
];
