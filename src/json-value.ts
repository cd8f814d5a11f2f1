/** A value as JSON can write it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A value as something to look properties up in; what is not an object has none. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Whether a value has properties; a list has, too. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether a value has properties to look into; a list counts as one value. */
export function isObject(value: Json | undefined): value is JsonObject;
export function isObject(value: unknown): value is Record<string, unknown>;
export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Levels of arrays and objects inside of each other: many times as many as APIs have,
 * and far from what the stack can hold. Node-RED copies messages level by level.
 */
export const MAX_DEPTH = 500;

/**
 * Whether arrays and objects are inside of each other on more levels than these; one
 * that is inside of itself is.
 *
 * @throws what a getter in it throws
 */
export function isTooDeep(value: unknown, levels = MAX_DEPTH): boolean {
  if (!isRecord(value) || ArrayBuffer.isView(value)) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const member of value) if (isRecord(member) && isTooDeep(member, levels - 1)) return true;
    return false;
  }
  // Twice as fast as with `Object.values`: all of a list is walked through.
  for (const name in value) if (isTooDeep(value[name], levels - 1)) return true;
  return false;
}

/** Gives an object a property of its own; an assignment to `__proto__` would not make one. */
export function setOwn<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { ...PROPERTY, value });
}

const PROPERTY = { configurable: true, enumerable: true, writable: true };
