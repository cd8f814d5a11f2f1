import assert from 'node:assert/strict';
import { FAULTS } from './faults/index';
import { REPORT, render, withoutTimes } from './report';
import { testFaults } from './test-faults';
import { testOutages } from './test-outages';

/** `npm run reliability` writes the report instead of comparing it. */
const isWriting = process.env['npm_lifecycle_event'] === 'reliability';

const sections = [...FAULTS].map(([service, groups]) => ({
  heading: service.name,
  tables: groups.map((group) => testFaults(service, group)),
}));
const outages = { heading: 'Outages', tables: [testOutages()] };

describe('docs/reports/faults.md', () => {
  it(isWriting ? 'is rewritten from what was seen' : 'reports what was seen', () => {
    const seen = render(
      [...sections, outages].map(({ heading, tables }) => ({
        heading,
        tables: tables.map((tableOf) => tableOf()),
      })),
    );
    if (isWriting) REPORT.write(seen);
    assert.equal(withoutTimes(REPORT.read()), withoutTimes(seen));
  });
});
