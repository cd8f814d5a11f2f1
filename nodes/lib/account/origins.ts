/**
 * The servers that some of the settings name, each as scheme, host and port.
 * What is not an address is left as it is: no client opens with it.
 */
export function originsOf<Settings>(
  settings: Settings,
  addresses: readonly (keyof Settings)[],
): string[] {
  return addresses.map((name) => {
    const address = String(settings[name]).trim();
    return URL.canParse(address) ? new URL(address).origin : address;
  });
}

/** Whether credentials that are for the one may go to the other. */
export function areSameOrigins(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((origin, index) => origin === other[index]);
}
