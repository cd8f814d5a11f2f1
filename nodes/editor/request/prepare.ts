import type { RequestSettings } from '../../settings';
import { prepareModeHint } from '../mode-hint';
import { prepareQuery } from '../query/query-editor';
import { showSaved } from '../show-saved';
import { prepareBody } from './body';

/** An `rdp-request` or `inode-request` as the editor holds it. */
interface RequestNode extends Partial<Pick<RequestSettings, 'query'>> {
  type: string;
}

/** Fills the dialog: the body, the query parameters and, where there are modes, what they do. */
export function prepareRequest(this: RequestNode): void {
  showSaved(this);
  prepareBody();
  prepareModeHint();
  prepareQuery(this);
}
