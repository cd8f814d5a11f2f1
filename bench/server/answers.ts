import { buildCity } from '../../simulator/inode/city';
import { devicesAt } from '../../simulator/inode/sensors';

/** Items on a page. */
const PAGE_ITEMS = 1_000;

/** One device in so many has a figure that was computed, with all digits of a double: in each batch there are some. */
const COMPUTED = 20;

/** A list of devices as it goes over the wire. */
export interface Answers {
  /** All of it, for `no_pagination`. */
  readonly whole: Buffer;
  /** Its pages, as Django REST Framework makes them. */
  readonly pages: readonly Buffer[];
}

/**
 * Writes the answers for so many of the simulator's devices.
 *
 * @param url of the list, to which its pages refer
 */
export function writeAnswers(count: number, url: string): Answers {
  const items = devicesAt(buildCity(count, 0), Date.now()).map((device, index) =>
    JSON.stringify(index % COMPUTED === 0 ? { ...device, current: device.current / 3 } : device),
  );
  const pages = Array.from({ length: Math.ceil(count / PAGE_ITEMS) }, (_, index) => {
    const results = items.slice(index * PAGE_ITEMS, (index + 1) * PAGE_ITEMS).join(',');
    const isLast = (index + 1) * PAGE_ITEMS >= count;
    const next = isLast ? 'null' : `"${url}?page=${index + 2}"`;
    const previous = index === 0 ? 'null' : `"${url}?page=${index}"`;
    return Buffer.from(
      `{"count":${count},"next":${next},"previous":${previous},"results":[${results}]}`,
    );
  });
  return { whole: Buffer.from(`[${items.join(',')}]`), pages };
}
