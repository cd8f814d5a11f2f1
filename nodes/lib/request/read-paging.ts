import type { NodeAPI } from 'node-red';
import { USUAL_SHAPE } from '../../../src/list/page';
import type { Paging } from '../../../src/list/paging';
import { usualCursorPath } from '../../../src/list/usual-names';
import type { Path } from '../../../src/value-at';
import { checkPageSize, checkPagingPath } from '../../list-rules';
import { pathInLastItem } from '../../rules';
import { PAGINGS, type PagingSettings } from '../../settings';
import { propertyPath } from '../property-path';
import { assertKept, invalid, oneOf, text } from '../saved-values';

/**
 * How the settings want the pages of a list to be read.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readPaging(RED: Pick<NodeAPI, 'util'>, settings: PagingSettings): Paging {
  const kind = oneOf(PAGINGS, settings.paging);
  const [parameter, sizeParameter, size] = [
    text(settings.pagingParameter).trim(),
    text(settings.pageSizeParameter).trim(),
    text(settings.pageSize).trim(),
  ];
  assertKept(checkPageSize(size));
  const items = propertyPath(RED, settings.itemsPath);
  const { next, inLastItem } = readPath(RED, settings, kind);
  return {
    kind,
    shape: {
      items: items.length === 0 ? USUAL_SHAPE.items : items,
      next: next ?? USUAL_SHAPE.next,
      namesNext: kind === 'next',
    },
    ...(inLastItem && { inLastItem }),
    ...(parameter !== '' && { parameter }),
    ...(size !== '' && { size: Number(size) }),
    ...(sizeParameter !== '' && { sizeParameter }),
  };
}

/** Where the address of the next page, or the cursor, is: in the answer, or in its last item. */
function readPath(
  RED: Pick<NodeAPI, 'util'>,
  { pagingPath, pagingParameter, itemsPath }: PagingSettings,
  kind: Paging['kind'],
): { readonly next?: readonly Path[]; readonly inLastItem?: Path } {
  if (kind !== 'next' && kind !== 'cursor') return {};
  const usual = kind === 'cursor' ? usualCursorPath(text(pagingParameter).trim()) : undefined;
  const path = text(pagingPath).trim() || (usual ?? '');
  assertKept(checkPagingPath(path, kind));
  if (path === '') return {};
  const last = pathInLastItem(path);
  // OData has names with a dot in them, which comes first.
  if (last === undefined) return { next: [[path], propertyPath(RED, path)] };
  const isOfItems = last.list === '' || last.list === text(itemsPath).trim();
  if (kind === 'next' || !isOfItems) throw invalid('pathInvalid', { path });
  return { inLastItem: propertyPath(RED, last.inside) };
}
