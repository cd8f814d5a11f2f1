/** What throws where Node-RED, or a node, looks at it. */
const TRAPS: Readonly<Record<string, () => PropertyDescriptor>> = {
  'a getter': trap,
  'an object with a getter': () => plain(Object.defineProperty({}, 'a', trap())),
  'a revoked proxy': () => plain(revoked({})),
  'a revoked proxy of a list': () => plain(revoked([])),
  'a list with a revoked proxy': () => plain([{ id: 1 }, revoked({})]),
};

/** Where in a message a trap may be. */
const TRAP_PLACES = [
  'payload',
  'query',
  'headers',
  'devices',
  'variables',
  'parts',
  'inode',
  'topic',
] as const;

/** Messages that JSON cannot express, by their names. */
const ODD: Readonly<Record<string, () => object>> = {
  ...Object.fromEntries(
    TRAP_PLACES.flatMap((place) =>
      Object.entries(TRAPS).map(([what, make]) => [
        `${what} as ${place}`,
        () => Object.defineProperty({ payload: [{ id: 1 }] }, place, make()),
      ]),
    ),
  ),
  'a circle': () => {
    const payload: unknown[] = [];
    payload.push(payload);
    return { payload, query: { payload }, variables: { payload }, devices: payload };
  },
  'a BigInt': () => ({ payload: [{ id: 1n }], query: { a: 1n }, variables: { a: 1n } }),
  'a symbol': () => ({ payload: [Symbol('x')], query: { a: Symbol('x') }, topic: Symbol('x') }),
  'a function': () => ({ payload: [() => 1], query: () => 1, parts: () => 1 }),
  'a frozen list': () => ({ payload: Object.freeze([Object.freeze({ id: 1 })]) }),
  'a sparse list': () => ({ payload: Object.assign([], { length: 10_000 }) }),
  'objects without a prototype': () => ({
    payload: [Object.create(null)],
    query: Object.create(null),
  }),
};

/** The names of all of them. */
export const ODD_NAMES = Object.keys(ODD);

/** The message of this name, or else the one that a JSON text holds; an empty one without either. */
export function oddMessage(name: unknown, text: unknown): object {
  if (typeof name === 'string') return ODD[name]?.() ?? {};
  return Object.assign({}, typeof text === 'string' ? JSON.parse(text) : undefined);
}

function trap(): PropertyDescriptor {
  return {
    configurable: true,
    enumerable: true,
    get() {
      throw new Error('do not look');
    },
  };
}

function plain(value: unknown): PropertyDescriptor {
  return { configurable: true, enumerable: true, writable: true, value };
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
