import fc from 'fast-check';
import { anyText } from './any-text';

/** A JSON text, and the value that it must be read as. */
export interface Sample {
  readonly text: string;
  readonly value: unknown;
}

/** White space between two tokens. */
export const space = fc.constantFrom('', ' ', '\n', '\t ');

/** Strings that look like numbers, quotes and escapes are the ones that could go wrong. */
const string = fc.oneof(anyText(), fc.stringMatching(/^[-"\\0-9.eE]{0,40}$/));
const same = (value: unknown): Sample => ({ text: JSON.stringify(value), value });

/** Numbers that JSON.stringify writes in a way that keeps them: neither -0 nor unsafe digits. */
const isPlain = (n: number): boolean =>
  !Object.is(n, -0) && (!/^-?\d+$/.test(String(n)) || Number.isSafeInteger(n));

/** Anything that JavaScript reads and writes without a change. */
export const safeLeaf = fc
  .oneof(
    fc.constantFrom(null, true, false),
    string,
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isPlain),
  )
  .map(same);

/** Numbers with many digits and a point. */
export const fraction = fc
  .tuple(fc.bigInt(), fc.stringMatching(/^\d{1,30}$/), fc.constantFrom('', 'e3', 'E-300', 'e+0'))
  .map(([integer, digits, exponent]): Sample => {
    const text = `${integer}.${digits}${exponent}`;
    return { text, value: Number(text) };
  });

/** Whole numbers that a JavaScript number cannot hold. */
export const unsafeInteger = fc
  .tuple(fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }), fc.constantFrom('', '-'))
  .map(([size, sign]): Sample => ({ text: `${sign}${size}`, value: `${sign}${size}` }));

/** Arrays and objects of these leaves, and of one another, with white space in between. */
export function documents(...leaves: fc.Arbitrary<Sample>[]): fc.Arbitrary<Sample> {
  return fc.letrec<{ tree: Sample }>((tie) => {
    const array = fc.tuple(fc.array(tie('tree')), space).map(([items, gap]): Sample => {
      const text = items.map((item) => item.text).join(`${gap},${gap}`);
      return { text: `[${gap}${text}${gap}]`, value: items.map((item) => item.value) };
    });
    const object = fc
      .tuple(fc.uniqueArray(fc.tuple(string, tie('tree')), { selector: ([name]) => name }), space)
      .map(([fields, gap]): Sample => {
        const texts = fields.map(
          ([name, { text }]) => `${JSON.stringify(name)}${gap}:${gap}${text}`,
        );
        const value = Object.fromEntries(fields.map(([name, field]) => [name, field.value]));
        return { text: `{${gap}${texts.join(`${gap},`)}}`, value };
      });
    return { tree: fc.oneof({ maxDepth: 5 }, ...leaves, array, object) };
  }).tree;
}
