/** Calls something each second, until it is stopped or has something else to call. */
export class Seconds {
  #timer: NodeJS.Timeout | undefined;

  /** @param onSecond gets the seconds since the start */
  start(onSecond: (passed: number) => void): void {
    this.stop();
    const started = performance.now();
    this.#timer = setInterval(() => onSecond((performance.now() - started) / 1_000), 1_000);
    // Nothing that is shown keeps Node-RED from ending.
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
