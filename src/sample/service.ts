import { buildCity, type City } from './city';
import { devicesAt } from './devices';
import { linksAt } from './links';
import { listAnswer } from './list-answer';

/** A request for sample data. */
export interface SampleRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** What it is answered with, as Django REST Framework would. */
export interface SampleAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The host does not exist, and never will (RFC 2606): no request can reach anybody. */
export const SAMPLE_BASE = new URL('https://sample.invalid/api/');

type ItemsAt = (city: City, time: number) => readonly object[];

const LISTS: ReadonlyMap<string, ItemsAt> = new Map<string, ItemsAt>([
  ['v1/links/', linksAt],
  ['v1/devices/', devicesAt],
]);

const MINUTE = 60_000;

/**
 * An iNode with the sample city: `v1/links/` and `v1/devices/` below `SAMPLE_BASE`, complete or
 * by pages, and nothing else. What it answers depends on the time alone. Query
 * parameters that it does not know change nothing.
 */
export function createSampleService(): (request: SampleRequest) => SampleAnswer {
  const city = buildCity();
  return ({ method, url, headers }) => {
    const itemsAt = LISTS.get(pathOf(url));
    if (itemsAt === undefined) return answer(404, { detail: 'Not found.' });
    if (method !== 'GET') return answer(405, { detail: `Method "${method}" not allowed.` });
    const time = Date.now();
    // Everything in the city is measured once a minute.
    const etag = `"${Math.floor(time / MINUTE)}"`;
    if (headers['If-None-Match'] === etag) return { status: 304, headers: { etag }, body: '' };
    const list = listAnswer(itemsAt(city, time), url);
    return list === undefined
      ? answer(404, { detail: 'Invalid page.' })
      : answer(200, list, { etag });
  };
}

/** The path below the base; like Django, it does not insist on the slash at the end. */
function pathOf({ pathname }: URL): string {
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return path.slice(SAMPLE_BASE.pathname.length);
}

function answer(
  status: number,
  data: unknown,
  headers: SampleAnswer['headers'] = {},
): SampleAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(data),
  };
}
