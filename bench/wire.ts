import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContenders } from './contenders';
import type { WireCounts } from './measurement';
import { startServer, type TlsFiles } from './server';

/** Items of the list that is polled over TLS. */
export const WIRE_ITEMS = 500;

/** What is polled over TLS: the baseline speaks plain HTTP only. */
const NAMES = ['list', 'core'] as const;

/** What one poll over TLS is on the wire. */
export interface WireCost extends WireCounts {
  readonly name: (typeof NAMES)[number];
  /** The first poll signs in; the next one has its connection still; the last one has lost it. */
  readonly poll: 'first' | 'next' | 'reconnected';
}

/** Measures what polls over TLS 1.3 are on the wire; nothing where no certificate can be made. */
export async function measureWire(): Promise<WireCost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'inode-bench-'));
  try {
    const files = makeCertificate(folder);
    return files === undefined ? [] : await pollOverTls(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function pollOverTls(files: TlsFiles): Promise<WireCost[]> {
  const costs: WireCost[] = [];
  for (const name of NAMES) {
    const server = await startServer(files);
    const target = { baseUrl: server.baseUrl(WIRE_ITEMS), nodes: 1, ca: files.cert };
    const [contender] = await startContenders([name], target);
    for (const poll of ['first', 'next', 'reconnected'] as const) {
      if (poll === 'reconnected') await server.cut();
      await server.wireCounts();
      await contender?.poll();
      costs.push({ name, poll, ...(await server.wireCounts()) });
    }
    await contender?.close();
    await server.close();
  }
  return costs;
}

/** A certificate that signs itself, as files of the folder. */
function makeCertificate(folder: string): TlsFiles | undefined {
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '2', '-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const out = ['-keyout', files.key, '-out', files.cert];
  const { status } = spawnSync('openssl', ['req', ...kind, ...subject, ...out]);
  return status === 0 ? files : undefined;
}
