import fc, { type StringConstraints } from 'fast-check';

const SURROGATES = { from: 0xd8_00, count: 0x8_00 };

const MAX_CODE_POINT = 0x10_ff_ff;

/** Any character of Unicode. fast-check's own unit `binary` is the same, and takes two seconds to initialize. */
const unit = fc
  .nat({ max: MAX_CODE_POINT - SURROGATES.count })
  .map((code) => String.fromCodePoint(code < SURROGATES.from ? code : code + SURROGATES.count));

/** Text of any characters. */
export function anyText(constraints: Omit<StringConstraints, 'unit'> = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit });
}
