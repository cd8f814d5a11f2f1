import { findMosquitto } from '../../../scripts/support/mosquitto';

/** Skips the surrounding `describe` where there is no broker to test with. */
export function needsMosquitto(): void {
  before(function () {
    if (findMosquitto() !== undefined) return;
    process.stdout.write("skipped: Debian's mosquitto, a real broker, is missing\n");
    this.skip();
  });
}
