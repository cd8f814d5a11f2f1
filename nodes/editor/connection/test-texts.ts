import type { ReportedError, Words } from '../shared/ask-runtime';
import { translate } from '../shared/translate';
import type { DialogFields } from './open-dialog';

/** Errors of which the dialog of an account says something else than a flow: nothing is deployed here. */
const OWN: ReadonlySet<string> = new Set<ReportedError['code']>([
  'CONFIG_INVALID',
  'CREDENTIALS_MISSING',
  'CREDENTIALS_REJECTED',
  'CLIENT_REJECTED',
  'TOKEN_REJECTED',
  'FORBIDDEN',
  'TLS_FAILED',
  'TIMEOUT',
  'BUSY',
]);

const BEFORE_CODE = 'error.';

/** In which words a test of the connection reports an error. */
export function testWords(type: string, { settings }: DialogFields): Words {
  return (error) => (key, values) => {
    const place = key.startsWith(BEFORE_CODE) ? missingPlace(type, error) : undefined;
    if (place !== undefined && key === `${BEFORE_CODE}${error.code}`) {
      const base = String(settings['baseUrl']).trim().replace(/\/?$/, '/');
      return translate('inode-config', 'test.nothingAt', { url: `${base}${place}` });
    }
    const code = key.startsWith(BEFORE_CODE) ? key.slice(BEFORE_CODE.length) : '';
    return OWN.has(code)
      ? translate('inode-config', `test.error.${code}`, values)
      : translate('inode-config', key, values);
  };
}

/** The path that a wrong base URL of iNode leads to, where nothing is there. */
function missingPlace(type: string, { code, facts }: ReportedError): string | undefined {
  if (type !== 'inode-config') return undefined;
  if (code === 'NOT_FOUND') return `v1/${facts.list ?? 'links'}/`;
  return code === 'SIGN_IN_FAILED' && facts.statusCode === 404 ? 'oauth/token/' : undefined;
}
