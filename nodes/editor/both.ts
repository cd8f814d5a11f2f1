import type { Validator } from './validator';

/** A validator that flags what one of two flags, the first one first. */
export function both<Node>(one: Validator<Node>, other: Validator<Node>): Validator<Node> {
  return function (this: Node, value, options) {
    const validity = one.call(this, value, options);
    return validity === true ? other.call(this, value, options) : validity;
  };
}
