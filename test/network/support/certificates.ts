import { needs } from '../../support/needs';
import { type CertificateAuthority, createAuthority } from './certificate-authority';
import { hasOpenssl, type Identity } from './openssl';

/** The certificates of the tests: one authority, and what it issued. */
export interface Certificates {
  readonly ca: string;
  /** For the service as the tests reach it. */
  readonly server: Identity;
  /** For the same names, but a day too old. */
  readonly expired: Identity;
  /** For a server of another name. */
  readonly elsewhere: Identity;
  /** For a client that has to show one. */
  readonly client: Identity;
}

/** The name in the certificate of the server that is elsewhere. */
export const ELSEWHERE = 'elsewhere.test';

/** The name of a service that only a proxy knows how to reach. */
export const BEHIND_PROXY = 'inode.test';

let made: Certificates | undefined;

/** The certificates of this run, made at the first use. */
export function certificates(): Certificates {
  made ??= issueAll(createAuthority());
  return made;
}

/** Leaves out the tests of the surrounding `describe` where no certificates can be made. */
export function needsOpenssl(): void {
  needs(hasOpenssl, 'openssl');
}

function issueAll(authority: CertificateAuthority): Certificates {
  const names = [
    'DNS:localhost',
    `DNS:${BEHIND_PROXY}`,
    `DNS:*.${BEHIND_PROXY}`,
    'IP:127.0.0.1',
    'IP:::1',
  ];
  return {
    ca: authority.cert,
    server: authority.issue(names),
    expired: authority.issue(names, -1),
    elsewhere: authority.issue([`DNS:${ELSEWHERE}`]),
    client: authority.issue(['DNS:client.test']),
  };
}
