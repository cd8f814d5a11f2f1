/** The credentials that a service accepts at the moment. */
export class Credentials<Account extends object> {
  #current: Readonly<Account>;

  constructor(account: Readonly<Account>) {
    this.#current = account;
  }

  get current(): Readonly<Account> {
    return this.#current;
  }

  change(changes: Partial<Account>): void {
    this.#current = { ...this.#current, ...changes };
  }
}
