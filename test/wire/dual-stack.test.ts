import assert from 'node:assert/strict';
import { needsWire, useLab, WAYS } from './support/lab';
import { reportOutcome } from './support/report';
import { ADDRESSES } from './support/wire';

/** Milliseconds of a round trip, as over LTE at the edge of a cell. */
const ROUND_TRIP = 300;

const { far, far6 } = ADDRESSES;

/** What is wrong with a name that has an A and an AAAA record. */
const NETWORKS = [
  { title: 'no route to its IPv6 address', ipv6: false, swallow: [], reached: far },
  { title: 'an IPv6 address that swallows everything', ipv6: true, swallow: [far6], reached: far },
  { title: 'an IPv4 address that swallows everything', ipv6: true, swallow: [far], reached: far6 },
  { title: 'two addresses that work', ipv6: true, swallow: [], reached: far6 },
];

describe('a slow link to a name with two addresses', () => {
  needsWire();
  const labs = useLab();

  for (const way of WAYS) {
    for (const { title, ipv6, swallow, reached } of NETWORKS) {
      it(`reaches a name with ${title}, by ${way}`, async () => {
        const lab = await labs.start({ roundTrip: ROUND_TRIP, ipv6, addresses: [far6, far] });
        await lab.wire.change({ swallow });
        await lab.open('account', way);
        const outcome = await lab.get('account');
        reportOutcome(outcome);
        assert.equal(outcome.code, 'ok', outcome.reason);
        const seen = await lab.requests();
        assert.deepEqual(
          seen.map(({ address }) => address).filter((address) => address !== ADDRESSES.behindProxy),
          [reached],
        );
      });
    }
  }
});
