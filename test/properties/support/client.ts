/** What a server and a disk must know of a process to judge what it does. */
export class Client {
  isAlive = true;
  /** Refresh tokens that the server refused. */
  readonly refused = new Set<string>();
  #quietFrom = 0;
  #quietUntil = 0;

  /** @param spent refresh tokens whose use was answered, as far as the process can know. */
  constructor(readonly spent: Set<string>) {}

  /** Whether it was asked to stay away, and that is not long ago by its own clock. */
  get mustBeQuiet(): boolean {
    // A clock that was set back to before the refusal says nothing about its age.
    return Date.now() >= this.#quietFrom && Date.now() < this.#quietUntil;
  }

  /** Lets it in: from then on it may come whenever it likes. */
  welcome(): void {
    this.#quietUntil = 0;
  }

  /** Tells it to stay away. */
  sendAway(seconds: number): void {
    this.#quietFrom = Date.now();
    this.#quietUntil = this.#quietFrom + seconds * 1_000;
  }
}
