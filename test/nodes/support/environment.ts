const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

/** The environment of the process, in which a test may change what it likes. */
export class Environment {
  readonly #before = new Map<string, string | undefined>();

  /** Removes what the environment of the tests says about proxies. */
  forgetProxies(): void {
    for (const name of PROXY_VARIABLES) this.set(name, undefined);
  }

  /** Sets or removes a variable. */
  set(name: string, value: string | undefined): void {
    if (!this.#before.has(name)) this.#before.set(name, process.env[name]);
    assign(name, value);
  }

  /** Makes everything as it was. */
  restore(): void {
    this.#before.forEach((value, name) => assign(name, value));
    this.#before.clear();
  }
}

function assign(variable: string, value: string | undefined): void {
  if (value === undefined) delete process.env[variable];
  else process.env[variable] = value;
}
