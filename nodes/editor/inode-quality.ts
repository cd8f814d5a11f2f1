import {
  checkPath,
  checkPositive,
  checkQualityKey,
  checkQualityLimit,
  checkZone,
  type LimitName,
} from '../quality-rules';
import { type QualitySettings, textsIn } from '../settings';
import { dialog } from './shared/dialog';
import { offerPaths } from './shared/offer-paths';
import { isStore, offerStores } from './shared/stores';
import { translate } from './shared/translate';
import {
  isProperty,
  optionalProperty,
  pathProblem,
  problemText,
  validator,
} from './shared/validators';

/** An `inode-quality` as the editor holds it; one that was written by hand may lack anything. */
type QualityNode = Partial<QualitySettings>;

const OUTPUTS = ['fit', 'unfit', 'alarm'];

/** The fields that take the path of a value in an item. */
const PATHS = ['key', 'time', 'value', 'samples', 'status'] as const;

/** The fields that take several texts. */
const LISTS = ['good', 'required'] as const;

type Name = keyof QualitySettings;

export const { prepare, save } = dialog<QualityNode & { id: string; type: string }>({
  open(node) {
    offerPaths(node, PATHS);
    offerStores(node);
    for (const name of LISTS) $(fieldOf(name)).val(textsIn(node[name]).join(', '));
    markLists(node);
    $(`${LISTS.map(fieldOf).join(', ')}, #node-input-status`).on('input change', () =>
      markLists(node),
    );
  },
  save(node) {
    for (const name of LISTS) Object.assign(node, { [name]: textsIn($(fieldOf(name)).val()) });
  },
});

export const validate = {
  key: validator<QualityNode>(
    (path, node) => pathProblem(path) ?? checkQualityKey((name) => shown(node, name)),
  ),
  time: optionalProperty,
  maxAge: limit('maxAge'),
  zone: validator(checkZone),
  unchangedFor: limit('unchangedFor'),
  unchangedMinutes: limit('unchangedMinutes'),
  samples: optionalProperty,
  minSamples: limit('minSamples'),
  value: optionalProperty,
  min: limit('min'),
  max: limit('max'),
  maxStep: limit('maxStep'),
  status: optionalProperty,
  good(this: QualityNode, saved: unknown, _options: object): true | string {
    const wrong = checkPath(textsIn(saved), shown(this, 'status'));
    return wrong === undefined || problemText(wrong);
  },
  required(saved: unknown, _options: object): true | string {
    return textsIn(saved).every(isProperty) || problemText('property');
  },
  silence: validator(checkPositive),
  store: validator((value) => (isStore(value) ? undefined : 'store')),
};

/** What the messages of an output hold. */
export function outputLabel(index: number): string {
  return translate('inode-quality', `output.${OUTPUTS[index]}`);
}

function limit(name: LimitName) {
  return validator<QualityNode>((given, node) =>
    checkQualityLimit(name, (each) => (each === name ? given : shown(node, each))),
  );
}

/** Node-RED marks only what is saved from the field itself. */
function markLists(node: QualityNode): void {
  for (const name of LISTS) {
    const field = $(fieldOf(name));
    const verdict = validate[name].call(node, field.val(), {});
    field.toggleClass('input-error', verdict !== true);
    field.attr('title', verdict === true ? '' : verdict);
  }
}

/** The value of a field: as the open dialog shows it, or else as it is saved. */
function shown(node: QualityNode, name: Name): string {
  return String($(`#node-input-${name}`).val() ?? node[name] ?? '').trim();
}

/** Not the id of a field: Node-RED would save its text. */
function fieldOf(name: (typeof LISTS)[number]): string {
  return `#node-input-${name}-container`;
}
