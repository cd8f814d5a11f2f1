import assert from 'node:assert/strict';
import { committedPart, render, withoutTimes, writePart } from './document';
import { FAULTS } from './faults';
import { testFaults } from './test-faults';
import { testOutages } from './test-outages';

/** `npm run reliability` writes the document instead of comparing it. */
const isWriting = process.env['npm_lifecycle_event'] === 'reliability';

const sections = [...FAULTS].map(([service, groups]) => ({
  heading: service.name,
  tables: groups.map((group) => testFaults(service, group)),
}));
const outages = { heading: 'Outages', tables: [testOutages()] };

describe('docs/reliability.md', () => {
  it(isWriting ? 'is written from what was seen' : 'agrees with what was seen', () => {
    const seen = [...sections, outages].map(({ heading, tables }) => ({
      heading,
      tables: tables.map((tableOf) => tableOf()),
    }));
    if (isWriting) writePart(seen);
    assert.equal(withoutTimes(committedPart()), withoutTimes(render(seen)));
  });
});
