import type { ErrorCode } from '../../src/errors';
import type { FaultRig } from './fault-rig';

/** Ten minutes in which the service cannot be used, while both nodes ask once a minute. */
export interface Outage {
  readonly name: string;
  readonly begin: (rig: FaultRig) => void | Promise<void>;
  /** Seconds that an access token lives. */
  readonly tokenLife: number;
  readonly sees: ErrorCode;
  /** Token requests in the ten minutes, of both nodes together. */
  readonly during: number;
  /** Polls that still fail afterwards, without a request: a pause after a failed sign-in lasts. */
  readonly late: number;
  /** Token requests of the polls afterwards, up to the first that brings data. */
  readonly afterwards: number;
}

const DAYS = 5 * 86_400;

const answersBusy = ({ bed }: FaultRig): void => {
  bed.simulator.faults.add({
    fault: { kind: 'answer', status: 503 },
    times: Number.POSITIVE_INFINITY,
  });
};

/** What a service that is back for good must see: one token request at the most, and none that was not needed. */
export const OUTAGES: readonly Outage[] = [
  {
    name: 'cable pulled',
    begin: ({ link }) => link.cut(),
    tokenLife: DAYS,
    sees: 'UNREACHABLE',
    during: 0,
    late: 0,
    afterwards: 0,
  },
  {
    name: 'cable pulled, the token expires meanwhile',
    begin: ({ link }) => link.cut(),
    tokenLife: 30,
    sees: 'UNREACHABLE',
    during: 13,
    late: 0,
    afterwards: 1,
  },
  {
    name: 'line dead without a word',
    begin: ({ link }) => link.silence(),
    tokenLife: DAYS,
    sees: 'TIMEOUT',
    during: 0,
    late: 0,
    afterwards: 0,
  },
  {
    name: 'line dead without a word, the token expires meanwhile',
    begin: ({ link }) => link.silence(),
    tokenLife: 30,
    sees: 'TIMEOUT',
    during: 10,
    late: 0,
    afterwards: 1,
  },
  {
    name: 'status 503 to everything',
    begin: answersBusy,
    tokenLife: DAYS,
    sees: 'SERVER_ERROR',
    during: 0,
    late: 0,
    afterwards: 0,
  },
  {
    name: 'status 503 to everything, the token expires meanwhile',
    begin: answersBusy,
    tokenLife: 30,
    sees: 'SERVER_ERROR',
    during: 28,
    late: 1,
    afterwards: 1,
  },
];
