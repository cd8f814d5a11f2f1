import type { Responder } from './exchange';

/** One of the services that share a simulator's server. */
export interface Service<Controls> {
  /** Its responders, by path in Fastify's notation; each is given the requests of every method. */
  readonly routes: ReadonlyMap<string, Responder>;
  /**
   * What a test holds in its hands.
   *
   * @param origin Address of the server, without a slash at the end.
   */
  controls(origin: string): Controls;
}
