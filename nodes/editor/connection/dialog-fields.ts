import { chosenNode } from '../chosen-node';
import { valueOfBox } from '../saved-text';
import type { ConfigNode } from './config-node';

/** What stands in the open dialog of a configuration node, by the names of its properties. */
export interface DialogFields {
  readonly settings: Readonly<Record<string, string | boolean>>;
  readonly credentials: Readonly<Record<string, string>>;
}

export function readDialogFields({ _def }: ConfigNode): DialogFields {
  const settings = Object.keys(_def.defaults).map((name) => [name, readField(name)] as const);
  const credentials = Object.keys(_def.credentials).map(
    (name) => [name, String(field(name).val())] as const,
  );
  return {
    settings: Object.fromEntries(settings),
    credentials: Object.fromEntries(credentials),
  };
}

/** The input of a property in the open dialog. */
export function field(name: string): JQuery {
  return $(`#node-config-input-${name}`);
}

function readField(name: string): string | boolean {
  const input = field(name);
  return input.is(':checkbox') ? valueOfBox(input) : chosenNode(input);
}
