import { translate } from '../translate';
import { typedValidator } from '../typed-validator';

/** Lets the body be taken from the message, written or computed; a GET has none. */
export function prepareBody(): void {
  $('#node-input-body').typedInput({
    default: 'msg',
    types: ['msg', 'json', 'jsonata', 'str'],
    typeField: '#node-input-bodyType',
  });
  const method = $('#node-input-method');
  method.on('change', () => {
    $('#rdp-request-body').toggle(method.val() !== 'GET');
    RED.tray.resize();
  });
}

export const validateBody = typedValidator('bodyType', (valueOf) => valueOf('method') !== 'GET');

/** What Node-RED calls the body when it reports that something is wrong with it. */
export function bodyLabel(): string {
  return translate('rdp-request', 'label.body');
}
