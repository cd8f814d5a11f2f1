import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mediaTypeOf } from '../../../src/redact';
import { anyText } from '../../support/any-text';
import { runs } from '../../support/runs';

const type = fc.stringMatching(/^[a-zA-Z]{1,20}$/);
const subtype = fc.stringMatching(/^[a-zA-Z0-9.+-]{1,60}$/);
const space = fc.stringMatching(/^[ \t]{0,3}$/);

describe('the media type of a Content-Type, for any header', () => {
  it('is found without its parameters, in lower case', () => {
    const parameters = fc.option(
      fc.string().map((text) => `;${text}`),
      { nil: '' },
    );
    fc.assert(
      fc.property(space, type, subtype, space, parameters, (before, main, sub, after, rest) => {
        const found = mediaTypeOf(`${before}${main}/${sub}${after}${rest}`);
        assert.equal(found, `${main}/${sub}`.toLowerCase());
      }),
    );
  });

  it('never repeats a parameter, which may hold anything', () => {
    fc.assert(
      fc.property(type, subtype, fc.stringMatching(/^[a-z0-9]{12}$/), (main, sub, secret) => {
        fc.pre(!`${main}/${sub}`.toLowerCase().includes(secret));
        const found = mediaTypeOf(`${main}/${sub}; boundary="${secret}"`);
        assert(!found?.includes(secret));
      }),
    );
  });

  it('is a short type of harmless characters or nothing, whatever is there', () => {
    const nearly = fc
      .tuple(type, anyText({ maxLength: 2 }), subtype, fc.string({ maxLength: 2 }))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(anyText(), nearly), (header) => {
        const found = mediaTypeOf(header);
        assert(found === undefined || /^[a-z]{1,20}\/[a-z0-9.+-]{1,60}$/.test(found));
      }),
      { numRuns: runs(1_000) },
    );
  });
});
