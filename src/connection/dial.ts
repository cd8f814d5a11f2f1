import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { abortable, type Signal } from '../abort';
import { errorCodeOf } from '../redact';

/** Milliseconds until the next address is tried as well (RFC 8305, 8). */
const ATTEMPT_DELAY = 250;

/**
 * Opens a TCP connection to a host by the first of its addresses that answers
 * (RFC 8305). They are tried one after the other, and each attempt goes on while
 * later ones begin: Node's own way breaks it off after 250 ms, which on a slow
 * link is too early for every address.
 *
 * @param host a name or an address, IPv6 without brackets.
 * @throws a system error; the reason of the signal.
 */
export async function dial(host: string, port: number, signal: Signal): Promise<Socket> {
  // A lookup cannot be stopped, only left alone.
  const addresses = await abortable(lookup(host, { all: true }), signal);
  const race = new Race(alternate(addresses), port);
  try {
    return await abortable(race.winner, signal);
  } finally {
    race.end();
  }
}

/** The addresses, alternating between the families; the system's first choice comes first. */
function alternate(addresses: readonly LookupAddress[]): string[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const second = addresses.filter((entry) => !first.includes(entry));
  return Array.from({ length: addresses.length }, (_, index) => [first[index], second[index]])
    .flat()
    .flatMap((entry) => entry?.address ?? []);
}

/** Attempts to connect to several addresses of one host, of which the first success counts. */
class Race {
  /** The first connection; rejected when no address is left to try. */
  readonly winner: Promise<Socket>;
  readonly #attempts = new Set<Socket>();
  readonly #errors: Error[] = [];
  #nextAttempt: NodeJS.Timeout | undefined;

  constructor(
    private readonly addresses: string[],
    private readonly port: number,
  ) {
    this.winner = new Promise((resolve, reject) => this.#tryNext(resolve, reject));
  }

  /** Gives up the attempts that have not won. */
  end(): void {
    clearTimeout(this.#nextAttempt);
    for (const socket of this.#attempts) socket.destroy();
  }

  #tryNext(resolve: (socket: Socket) => void, reject: (error: unknown) => void): void {
    clearTimeout(this.#nextAttempt);
    const host = this.addresses.shift();
    if (host === undefined) {
      if (this.#attempts.size === 0) reject(mostSpecific(this.#errors));
      return;
    }
    const socket = connect({ host, port: this.port, noDelay: true });
    const onError = (error: Error): void => {
      this.#attempts.delete(socket);
      this.#errors.push(error);
      this.#tryNext(resolve, reject);
    };
    const onConnect = (): void => {
      socket.off('error', onError);
      this.#attempts.delete(socket);
      resolve(socket);
    };
    this.#attempts.add(socket.once('error', onError).once('connect', onConnect));
    if (this.addresses.length > 0) {
      this.#nextAttempt = setTimeout(() => this.#tryNext(resolve, reject), ATTEMPT_DELAY);
    }
  }
}

/** What this machine says of an address that it has no way to. */
const NO_ROUTE: ReadonlySet<string | undefined> = new Set([
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** The first error that came from the other end, where there is one. */
function mostSpecific(errors: readonly Error[]): Error | undefined {
  return errors.find((error) => !NO_ROUTE.has(errorCodeOf(error))) ?? errors[0];
}
