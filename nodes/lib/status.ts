import type { Node, NodeStatusFill, NodeStatusShape } from 'node-red';
import type { ErrorCode } from '../../src/errors';
import { Seconds } from './seconds';
import type { Translate } from './translate';

/** What a node shows under itself. */
export interface Status {
  /** Nothing was at work before this message. */
  begin(): void;
  working(): void;
  /** So many bytes more have arrived; shown when the work takes its time. */
  arrived(bytes: number): void;
  /** Waits before it tries again; counts down. */
  waiting(seconds: number): void;
  /** A message was skipped; the number since `begin` is shown beside the rest. */
  skipped(): void;
  /** @param isDoubtful whether something is not as it should be */
  done(text: string, isDoubtful?: boolean): void;
  failed(code: ErrorCode): void;
  clear(): void;
}

interface Shown {
  readonly fill: NodeStatusFill;
  readonly shape: NodeStatusShape;
  readonly text: string;
}

export interface StatusOptions {
  /** Whether what is done shows when that was. */
  readonly showsTime: boolean;
  /** What is to be shown of work that is done, given the text and the time. */
  readonly mark: (text: string) => string;
}

/** Seconds of work after which it is shown how much has arrived. */
const LONG_AFTER = 2;

export function createStatus(
  node: Node,
  translate: Translate,
  { showsTime, mark }: StatusOptions,
): Status {
  const seconds = new Seconds();
  /** What is being fetched: bytes that have arrived, and whether they are shown. */
  let fetching: { bytes: number; isLong: boolean } | undefined;
  let current: Shown | undefined;
  let skipped = 0;
  let shown = '';
  const show = (status: Shown): void => {
    current = status;
    const { text: said } = status;
    const text = skipped === 0 ? said : translate('status.skipped', { text: said, skipped });
    // Each request of a list calls `working`; the same status is not sent twice.
    if (text === shown) return;
    shown = text;
    node.status({ ...status, text });
  };
  const showFetching = (): void => {
    const text = fetching?.isLong
      ? amountText(translate, fetching.bytes)
      : translate('status.working');
    show({ fill: 'blue', shape: 'dot', text });
  };
  const fetch = (): { bytes: number } => {
    if (fetching !== undefined) return fetching;
    const begun = { bytes: 0, isLong: false };
    fetching = begun;
    seconds.start((passed) => {
      begun.isLong = passed >= LONG_AFTER;
      if (begun.isLong) showFetching();
    });
    return begun;
  };
  const end = (): void => {
    fetching = undefined;
    seconds.stop();
  };
  return {
    begin() {
      skipped = 0;
    },
    working() {
      fetch();
      showFetching();
    },
    arrived(bytes) {
      fetch().bytes += bytes;
    },
    waiting(total) {
      end();
      const showLeft = (left: number): void => {
        const text = translate('status.waiting', { seconds: Math.ceil(left) });
        show({ fill: 'yellow', shape: 'ring', text });
      };
      showLeft(total);
      seconds.start((passed) => {
        if (passed < total) showLeft(total - passed);
      });
    },
    skipped() {
      skipped++;
      if (current !== undefined) show(current);
    },
    done(text, isDoubtful = false) {
      end();
      const time = timeText(new Date());
      const timed = showsTime ? translate('status.at', { text, time }) : text;
      show({ fill: isDoubtful ? 'yellow' : 'green', shape: 'dot', text: mark(timed) });
    },
    failed(code) {
      end();
      show({ fill: 'red', shape: 'ring', text: translate(`status.error.${code}`) });
    },
    clear() {
      end();
      node.status({});
    },
  };
}

/** Without decimals, which each language writes in its own way, and with a progress to be seen. */
function amountText(translate: Translate, bytes: number): string {
  return bytes < 1e7
    ? translate('status.kilobytes', { amount: Math.floor(bytes / 1e3) })
    : translate('status.megabytes', { amount: Math.floor(bytes / 1e6) });
}

/** Hours and minutes where this Node-RED runs. */
function timeText(time: Date): string {
  const twoDigits = (part: number): string => String(part).padStart(2, '0');
  return `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
}
