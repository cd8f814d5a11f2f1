import { labelTypedInput } from '../label-typed-input';
import { translate } from '../translate';
import { typedValidator } from '../typed-validator';

/** Lets the body be taken from the message, written or computed; a GET has none. */
export function prepareBody(): void {
  const field = $('#node-input-body');
  field.typedInput({
    default: 'msg',
    types: ['msg', 'json', 'jsonata', 'str'],
    typeField: '#node-input-bodyType',
  });
  labelTypedInput(field, bodyLabel());
  const method = $('#node-input-method');
  method.on('change', () => {
    $('#inode-body-row').toggle(method.val() !== 'GET');
    RED.tray.resize();
  });
}

export const validateBody = typedValidator('bodyType', (valueOf) => valueOf('method') !== 'GET');

/** What Node-RED calls the body when it reports that something is wrong with it. */
export function bodyLabel(): string {
  return translate('inode-config', 'label.body');
}
