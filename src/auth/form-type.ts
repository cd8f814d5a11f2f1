/** How the form of a token request is labelled. All but one service take the first. */
export type FormType = 'application/x-www-form-urlencoded' | 'application/json';

/** The label that is tried where one is refused. */
export const OTHER_LABEL: Readonly<Record<FormType, FormType>> = {
  'application/x-www-form-urlencoded': 'application/json',
  'application/json': 'application/x-www-form-urlencoded',
};

export function isFormType(value: unknown): value is FormType {
  return typeof value === 'string' && Object.hasOwn(OTHER_LABEL, value);
}
