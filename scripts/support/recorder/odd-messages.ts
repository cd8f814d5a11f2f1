/** Messages that JSON cannot express, by their names. */
const ODD: Readonly<Record<string, () => object>> = {
  getter: () =>
    Object.defineProperty({}, 'payload', {
      enumerable: true,
      get() {
        throw new Error('do not look');
      },
    }),
  proxy: () => {
    const { proxy, revoke } = Proxy.revocable<unknown[]>([], {});
    revoke();
    return { payload: proxy };
  },
  circle: () => {
    const payload: unknown[] = [];
    payload.push(payload);
    return { payload, query: { payload }, variables: { payload }, devices: payload };
  },
  bigint: () => ({ payload: [{ id: 1n }], query: { a: 1n }, variables: { a: 1n } }),
  symbol: () => ({ payload: [Symbol('x')], query: { a: Symbol('x') }, topic: Symbol('x') }),
  function: () => ({ payload: [() => 1], query: () => 1, parts: () => 1 }),
  frozen: () => ({ payload: Object.freeze([Object.freeze({ id: 1 })]) }),
  sparse: () => ({ payload: Object.assign([], { length: 1_000_000 }) }),
  withoutPrototype: () => ({ payload: [Object.create(null)], query: Object.create(null) }),
};

/** The names of all of them. */
export const ODD_NAMES = Object.keys(ODD);

/** The message of this name, or else the one that a JSON text holds; an empty one without either. */
export function oddMessage(name: unknown, text: unknown): object {
  if (typeof name === 'string') return ODD[name]?.() ?? {};
  return Object.assign({}, typeof text === 'string' ? JSON.parse(text) : undefined);
}
