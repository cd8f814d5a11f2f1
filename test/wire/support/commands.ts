import type { InodeOptions } from '../../../src/services/inode';

/** Where the far side listens. */
export const PORTS = { http: 80, https: 443, proxy: 3128 };

/** What the far side can be asked for. */
export type FarCommand =
  | {
      readonly do: 'start';
      readonly identity: { readonly cert: string; readonly key: string };
    }
  /** A name has these addresses from now on. */
  | { readonly do: 'resolve'; readonly name: string; readonly addresses: readonly string[] }
  /** The requests since it was asked last. */
  | { readonly do: 'requests' }
  /** How many connections are open. */
  | { readonly do: 'connections' };

/** A request as the far side saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Its own address that was asked. */
  readonly address: string;
}

/** What the near side can be asked for. */
export type NearCommand =
  /** Opens an account. */
  | { readonly do: 'open'; readonly account: string; readonly options: InodeOptions }
  /** Makes one call with an account. */
  | {
      readonly do: 'call';
      readonly account: string;
      readonly method: 'GET' | 'POST';
      readonly path: string;
    }
  /** Lets so many milliseconds pass on the clock by which the age of connections is measured. */
  | { readonly do: 'pass'; readonly ms: number };

/** What became of a call. */
export interface Outcome {
  /** The code of its error, or `ok`. */
  readonly code: string;
  /** Why it failed, where that is known. */
  readonly reason?: string | undefined;
  readonly ms: number;
  /** Repetitions of the call that were announced. */
  readonly retries: number;
}

export function isFarCommand(value: unknown): value is FarCommand {
  return isCommand(value);
}

export function isNearCommand(value: unknown): value is NearCommand {
  return isCommand(value);
}

export function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'code' in value && 'ms' in value;
}

export function isSeen(value: unknown): value is SeenRequest[] {
  return Array.isArray(value);
}

function isCommand(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'do' in value;
}
