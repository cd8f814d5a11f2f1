import assert from 'node:assert/strict';
import { type Lab, needsWire, useLab, WAYS } from './support/lab';
import { ADDRESSES } from './support/wire';

/** Milliseconds that are just more than the greatest age of a connection. */
const OLD = 10 * 60_000 + 1;

describe('a service that has moved', () => {
  needsWire();
  const labs = useLab();

  /** The addresses of the far side that a poll asks, for a tunnel or for the list. */
  async function addressesOfPoll(lab: Lab): Promise<string[]> {
    await lab.requests();
    const { code, reason } = await lab.get('account');
    assert.equal(code, 'ok', reason);
    const addresses = (await lab.requests()).map(({ address }) => address);
    return addresses.filter((address) => address !== ADDRESSES.behindProxy);
  }

  for (const way of WAYS) {
    it(`is found at its new address when the connection is ten minutes old, by ${way}`, async () => {
      const lab = await labs.start({ roundTrip: 20 });
      await lab.open('account', way);
      assert.deepEqual(await addressesOfPoll(lab), [ADDRESSES.far]);
      // The old server is still there, and still answers.
      await lab.resolveTo([ADDRESSES.farMoved]);
      await lab.pass(OLD);
      assert.deepEqual(await addressesOfPoll(lab), [ADDRESSES.farMoved]);
      assert.equal(await lab.connections(), 1, 'the old connection is closed');
    });
  }
});
