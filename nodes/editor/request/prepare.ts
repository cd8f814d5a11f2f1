import type { RequestSettings } from '../../settings';
import { prepareModeHint } from '../mode-hint';
import { prepareQuery } from '../query/query-editor';
import { prepareBody } from './body';

/** Fills the dialog: the body, the query parameters and, where there are modes, what they do. */
export function prepareRequest(this: Partial<Pick<RequestSettings, 'query'>>): void {
  prepareBody();
  prepareModeHint('answer');
  prepareQuery(this);
}
