import { checkPageSize, checkPagingPath } from '../list-rules';
import { checkChoice, pathInLastItem, usualCursorPath } from '../rules';
import { type InodeRequestSettings, PAGINGS } from '../settings';
import { translate } from './shared/translate';
import { anyText, choice, isProperty, optionalProperty, validator } from './shared/validators';

/** Shows of a list's paging what the chosen kind needs, as long as the answer is sent as a list. */
export function followPaging(): void {
  const paging = $('#node-input-paging');
  const show = (): void => {
    const isList = isSentAsList();
    // A variable may be any kind.
    const kind = PAGINGS.find((known) => known === paging.val());
    $('#inode-request-paging-hint')
      .text(kind === undefined ? '' : translate('inode-request', `paging.${kind}.hint`))
      .toggle(isList && kind !== undefined);
    // A cursor has no usual place.
    const usual = kind === 'cursor' ? '' : translate('inode-request', 'placeholder.pagingPath');
    $('#node-input-pagingPath').attr('placeholder', usual);
    $('#dialog-form [data-paging]').each((_, row) => {
      const kinds = ($(row).attr('data-paging') ?? '').split(' ');
      $(row).toggle(isList && (kind === undefined || kinds.includes(kind)));
    });
    RED.tray.resize();
  };
  $('#node-input-mode').on('change', show);
  paging.on('change', show);
}

/** Whether the open dialog has the answer sent as a list; where a variable decides, it may be one. */
export function isSentAsList(): boolean {
  const mode = $('#node-input-mode').val();
  return mode !== 'answer' && mode !== 'state';
}

/** The kind of paging: as Node-RED's own validators do, it prefers what the open dialog shows. */
export function shownPaging({ paging = 'next' }: Partial<InodeRequestSettings>): string {
  return String($('#node-input-paging').val() ?? paging);
}

export const validate = {
  paging: choice(PAGINGS),
  pagingParameter: anyText,
  pagingPath: validator<Partial<InodeRequestSettings>>((path, node) => {
    const kind = shownPaging(node);
    if (checkChoice(kind, ['next', 'cursor']) !== undefined) return undefined;
    const inside = pathInLastItem(path)?.inside ?? path;
    const { pagingParameter = '' } = node;
    const parameter = String($('#node-input-pagingParameter').val() ?? pagingParameter).trim();
    return (
      checkPagingPath(path || (usualCursorPath(parameter) ?? ''), kind) ??
      (path === '' || isProperty(inside) ? undefined : 'property')
    );
  }),
  pageSize: validator(checkPageSize),
  pageSizeParameter: anyText,
  itemsPath: optionalProperty,
};
