import assert from 'node:assert/strict';
import Module from 'node:module';
import * as sinon from 'sinon';
import { Aborter } from '../../../src/abort';
import { AUTO } from './support/rules';

const TO_FEATURES = require.resolve('../../../src/geojson/to-features');
const LIBRARY = '@googlemaps/polyline-codec';

describe('the library that reads polylines', () => {
  afterEach(() => {
    sinon.restore();
    delete require.cache[TO_FEATURES];
  });

  it('is loaded by the next list where that failed', async () => {
    delete require.cache[TO_FEATURES];
    const { toFeatures } = await import('../../../src/geojson/to-features');
    const load = sinon.stub(Module.prototype, 'require').callThrough();
    load.withArgs(LIBRARY).onFirstCall().throws(new Error('EMFILE: too many open files'));
    const read = () => toFeatures([{ lat: 45, lon: -75 }], undefined, AUTO, new Aborter().signal);
    await assert.rejects(read(), /EMFILE/);
    assert.equal((await read()).features.length, 1);
  });
});
