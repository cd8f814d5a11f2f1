import type { RequestSettings } from '../../settings';
import { prepareQuery } from '../query/query-editor';
import { prepareBody } from './body';

/** Fills the dialog: the body and the query parameters. */
export function prepareRequest(this: Partial<Pick<RequestSettings, 'query'>>): void {
  prepareBody();
  prepareQuery(this);
}
