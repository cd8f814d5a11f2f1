import type { GraphqlSettings, RequestSettings } from '../../settings';

type FieldType = RequestSettings['bodyType'] | GraphqlSettings['variablesType'];

/**
 * Makes a field one of Node-RED's typed inputs, whose type is kept in the hidden
 * field `<name>Type`.
 *
 * @param types what may be chosen, the default first
 * @param label names the input that takes the field's place: the field's own label does not reach it
 */
export function prepareTypedField(
  name: string,
  types: [FieldType, ...FieldType[]],
  label: string,
): void {
  const field = $(`#node-input-${name}`);
  field.typedInput({ default: types[0], types, typeField: `#node-input-${name}Type` });
  labelTypedInput(field, label);
}

/** Names the input that takes the place of a field which has become a typed input. */
export function labelTypedInput(field: JQuery, label: string): void {
  field
    .next('.red-ui-typedInput-container')
    .find('.red-ui-typedInput-input')
    .attr('aria-label', label);
}

/**
 * A validator for a field whose type is kept in another one. As Node-RED's own
 * validators do, it prefers what the open dialog shows to what is saved.
 *
 * @param typeField the property that holds the type
 * @param isNeeded whether the field matters, given how to look another one up
 */
export function typedValidator(
  typeField: string,
  isNeeded: (valueOf: (name: string) => string) => boolean,
) {
  return function (this: object, value: string, options: object): true | string {
    const saved = new Map<string, unknown>(Object.entries(this));
    const valueOf = (name: string): string => {
      const found: unknown = $(`#node-input-${name}`).val() ?? saved.get(name);
      return typeof found === 'string' ? found : '';
    };
    return (
      !isNeeded(valueOf) || RED.utils.validateTypedProperty(value, valueOf(typeField), options)
    );
  };
}
