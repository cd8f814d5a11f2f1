const RULES = [/^.{12,30}$/, /[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];

/** Whether a password may be chosen: 12 to 30 characters, letters of both cases, a digit, a sign. */
export function isStrong(password: string): boolean {
  return RULES.every((rule) => rule.test(password));
}
