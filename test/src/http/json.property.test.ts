import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../src/http/json';

/** A JSON text, and the value that it must be read as. */
interface Sample {
  readonly text: string;
  readonly value: unknown;
}

const space = fc.constantFrom('', ' ', '\n', '\t ');
/** Strings that look like numbers, quotes and escapes are the ones that could go wrong. */
const string = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-"\\0-9.eE]{0,40}$/));
const same = (value: unknown): Sample => ({ text: JSON.stringify(value), value });

/** Numbers that JSON.stringify writes in a way that keeps them: neither -0 nor unsafe digits. */
const isPlain = (n: number): boolean =>
  !Object.is(n, -0) && (!/^-?\d+$/.test(String(n)) || Number.isSafeInteger(n));

const safeLeaf = fc
  .oneof(
    fc.constantFrom(null, true, false),
    string,
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isPlain),
  )
  .map(same);
const fraction = fc
  .tuple(fc.bigInt(), fc.stringMatching(/^\d{1,30}$/), fc.constantFrom('', 'e3', 'E-300', 'e+0'))
  .map(([whole, digits, exponent]): Sample => {
    const text = `${whole}.${digits}${exponent}`;
    return { text, value: Number(text) };
  });
const unsafeInteger = fc
  .tuple(fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }), fc.constantFrom('', '-'))
  .map(([size, sign]): Sample => ({ text: `${sign}${size}`, value: `${sign}${size}` }));

/** Arrays and objects of these leaves, and of one another, with white space in between. */
function documents(...leaves: fc.Arbitrary<Sample>[]): fc.Arbitrary<Sample> {
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

describe('parseJson, for any JSON', () => {
  it('equals JSON.parse where every integer is safe', () => {
    fc.assert(
      fc.property(documents(safeLeaf, fraction), ({ text }) => {
        assert.deepEqual(parseJson(text), JSON.parse(text));
      }),
    );
  });

  it('keeps every digit of the integers that are not', () => {
    fc.assert(
      fc.property(documents(safeLeaf, fraction, unsafeInteger), ({ text, value }) => {
        assert.deepEqual(parseJson(text), value);
      }),
    );
  });

  it('refuses the texts that JSON.parse refuses, and no others', () => {
    const fails = (parse: (text: string) => unknown, text: string): boolean => {
      try {
        parse(text);
        return false;
      } catch {
        return true;
      }
    };
    const nearly = fc
      .tuple(documents(safeLeaf, unsafeInteger), fc.nat(), fc.string({ maxLength: 2 }))
      .map(([{ text }, at, noise]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + noise + text.slice(cut + 1);
      });
    fc.assert(
      fc.property(nearly, (text) => {
        assert.equal(fails(parseJson, text), fails(JSON.parse, text));
      }),
    );
  });
});
