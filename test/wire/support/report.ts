import type { Outcome } from './commands';
import type { Connection } from './wire';

/** Says what became of a call, for the table in docs/reliability.md. */
export function reportOutcome({ code, ms }: Outcome): void {
  write(`${code} after ${(ms / 1_000).toFixed(1)} s`);
}

/** Says what went over a connection meanwhile, for the same table. */
export function reportTraffic(title: string, connection: Connection | undefined): void {
  const nothing = { packets: 0, bytes: 0 };
  const { up, down } = connection ?? { up: nothing, down: nothing };
  write(
    `${title}: ${up.packets} packets, ${up.bytes} bytes up; ` +
      `${down.packets} packets, ${down.bytes} bytes down`,
  );
}

function write(line: string): void {
  process.stdout.write(`      ${line}\n`);
}
