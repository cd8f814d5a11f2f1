import {
  CONTENT_TYPES,
  GENERATIONS,
  INNERSPACE_BEFORE,
  INNERSPACE_URLS,
  type InnerspaceSettings,
} from '../settings';
import { accountDialog } from './connection/account-dialog';
import type { ConfigNode } from './connection/config-node';
import { oneAccount } from './connection/one-account';
import { field } from './connection/open-dialog';
import { accountValidators, credentialRequired } from './connection/validators';
import { translate } from './shared/translate';
import { anyText, choice } from './shared/validators';

export const { prepare, save, cancel } = accountDialog(prepareGeneration);

export const arrivals = oneAccount();

/** Which values the fields take. */
export const validate = {
  ...accountValidators(() => ['clientId', 'clientSecret']),
  generation: choice(GENERATIONS),
  audience: anyText,
  contentType: choice(CONTENT_TYPES),
  clientId: credentialRequired(),
  clientSecret: credentialRequired(),
};

/** Makes the choice of the API's generation work, and what depends on it. */
function prepareGeneration(node: ConfigNode): void {
  showBefore(node);
  const select = field('generation');
  const offer = $('#innerspace-config-offer').hide();
  let shown = select.val();
  select.on('change', () => {
    const chosen = chosenGeneration();
    $('#innerspace-config-audience').toggle(chosen === 'v2' || chosen === undefined);
    $('#innerspace-config-form').toggle(chosen === 'v1' || chosen === undefined);
    // Node-RED reports a change when the dialog is opened, too.
    if (select.val() === shown) return;
    shown = select.val();
    offer.toggle(chosen !== undefined && !takeAddress(INNERSPACE_URLS[chosen]));
    if (chosen === undefined) return;
    const url = INNERSPACE_URLS[chosen];
    const use = (): void => {
      field('baseUrl').val(url).trigger('change');
      offer.hide();
    };
    offer
      .find('button')
      .text(translate('innerspace-config', 'offer', { url }))
      .off()
      .on('click', use);
  });
}

/** Shows of an account that was saved before there was a choice what holds for it. */
function showBefore(node: ConfigNode): void {
  const saved = new Map<string, unknown>(Object.entries(node));
  if (saved.get('generation') !== undefined) return;
  for (const [name, value] of Object.entries(INNERSPACE_BEFORE)) {
    if (saved.get(name) === undefined) field(name).val(value);
  }
}

/** The generation in the open dialog; of a variable, nobody knows. */
function chosenGeneration(): InnerspaceSettings['generation'] | undefined {
  return GENERATIONS.find((known) => known === field('generation').val());
}

/**
 * Puts a generation's address in the place of another one's; an address that a
 * person has typed stays.
 *
 * @returns whether the address is there now
 */
function takeAddress(url: string): boolean {
  const current = String(field('baseUrl').val()).trim().replace(/\/$/, '');
  const isOurs = current === '' || Object.values(INNERSPACE_URLS).includes(current);
  if (isOurs && current !== url) field('baseUrl').val(url).trigger('change');
  return isOurs;
}
