import { randomBytes } from 'node:crypto';
import { type Identity, newKey, openssl } from './openssl';

/** A certificate authority that nobody knows but those who are given its certificate. */
export interface CertificateAuthority {
  /** Its own certificate, in PEM. */
  readonly cert: string;
  /** A certificate for these names, as OpenSSL writes them: `DNS:localhost`, `IP:127.0.0.1`. */
  issue(names: readonly string[], days?: number): Identity;
}

export function createAuthority(): CertificateAuthority {
  const key = newKey();
  const request = ['req', '-x509', '-new', '-key', 'key.pem', '-days', '2'];
  const cert = String(openssl([...request, '-subj', '/CN=A test of TLS'], { 'key.pem': key }));
  return {
    cert,
    issue(names, days = 2) {
      const own = newKey();
      const subject = ['-subj', '/CN=issued by a test'];
      const csr = String(
        openssl(['req', '-new', '-key', 'own.pem', ...subject], { 'own.pem': own }),
      );
      const serial = `0x${randomBytes(8).toString('hex')}`;
      const by = ['-CA', 'ca.pem', '-CAkey', 'key.pem', '-set_serial', serial];
      const issued = openssl(
        ['x509', '-req', '-in', 'csr.pem', ...by, '-days', String(days), '-extfile', 'names.txt'],
        {
          'csr.pem': csr,
          'ca.pem': cert,
          'key.pem': key,
          'names.txt': `subjectAltName=${names.join(',')}\n`,
        },
      );
      return { cert: String(issued), key: own };
    },
  };
}

/** Certificate and key in one file, as Windows and browsers export them. */
export function toPfx({ cert, key }: Identity, passphrase: string): Buffer {
  const files = { 'cert.pem': cert, 'key.pem': key, 'passphrase.txt': passphrase };
  const made = ['-in', 'cert.pem', '-inkey', 'key.pem', '-passout', 'file:passphrase.txt'];
  return openssl(['pkcs12', '-export', ...made], files);
}

/** A passphrase for one run. */
export function newPassphrase(): string {
  return randomBytes(12).toString('hex');
}
