/** The rules for lists of any API, as those of `rules.ts`: how their pages are read, and what is new. */
import { isWholeNumber, type Verdict } from './rules';

/** The kinds of paging that put a parameter into the request. */
const BY_PARAMETER: readonly string[] = ['page', 'offset', 'cursor'];

/** The method of a request whose answer is sent on as a list: a POST is asked again with another body. */
export function checkListMethod(method: string, paging: string): Verdict {
  const isGood = method === 'GET' || (method === 'POST' && BY_PARAMETER.includes(paging));
  return isGood ? undefined : { key: 'listNoGet' };
}

/** Items on a page; empty where it is not known. */
export function checkPageSize(text: string): Verdict {
  return text === '' || isWholeNumber(text, 1) ? undefined : { key: 'pageSizeNumber' };
}

/** Where the cursor is, or the address of the next page, which has a usual place. */
export function checkPagingPath(text: string, paging: string): Verdict {
  return text === '' && paging === 'cursor' ? { key: 'cursorNoPath' } : undefined;
}

/** A field and a query parameter that are of no use without each other. */
export function checkSince(field: string, parameter: string): Verdict {
  return (field === '') === (parameter === '') ? undefined : { key: 'sinceAlone' };
}

/** How far back late items are looked for; empty for not at all. */
export function checkSinceOverlap(text: string): Verdict {
  const isGood = text === '' || (Number(text) >= 0 && Number.isFinite(Number(text)));
  return isGood ? undefined : { key: 'sinceOverlap' };
}
