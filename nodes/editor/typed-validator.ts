/**
 * A validator for a field whose type is kept in another one. As Node-RED's own
 * validators do, it prefers what the open dialog shows to what is saved.
 *
 * @param typeField the property that holds the type
 * @param isNeeded whether the field matters, given how to look another one up
 */
export function typedValidator(
  typeField: string,
  isNeeded: (valueOf: (name: string) => string) => boolean = () => true,
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
