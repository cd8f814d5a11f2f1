import { markdownTable } from '../../scripts/support/reports';
import { FIRST_ITEMS, type Footprint } from '../footprint';
import type { LoadCost } from '../measurement';
import type { CaseKind } from '../plan';
import type { Results } from '../run';
import { WIRE_ITEMS, type WireCost } from '../wire';
import { judge } from './claims';
import { LABELS, pollTable } from './poll-table';
import { countText, machineText, megabytesText, numberText } from './text';

/** The tables of polls: which cases each has, and what they differ in. */
const TABLES: readonly { heading: string; kind: CaseKind; by: 'items' | 'nodes' }[] = [
  { heading: 'One poll', kind: 'poll', by: 'items' },
  { heading: 'One poll of an unchanged list', kind: 'unchanged', by: 'items' },
  { heading: 'Many nodes at the same time, 5,000 items', kind: 'parallel', by: 'nodes' },
];

/** All that was measured, in Markdown. */
export function render({ cases, wire, footprint }: Results): string {
  const claims = judge(cases).map(({ text, figures, holds, isNoise = false }) => [
    text,
    figures,
    `${holds ? 'yes' : '**no**'}${isNoise ? ', within the noise' : ''}`,
  ]);
  const polls = TABLES.map(({ heading, kind, by }) => {
    const ofKind = cases.filter((each) => each.kind === kind);
    return section(heading, pollTable(ofKind, by));
  });
  return [
    `\n${machineText()}\n`,
    section('What it must show', markdownTable(['claim', 'measured', ''], claims)),
    ...polls,
    section(`One poll over TLS, ${countText(WIRE_ITEMS)} items, on the wire`, wireTable(wire)),
    section('Loading', loadingTable(footprint)),
    '\n',
  ].join('');
}

function section(heading: string, content: string): string {
  return `\n### ${heading}\n\n${content}`;
}

const POLLS: Readonly<Record<WireCost['poll'], string>> = {
  first: 'the first one, with its sign-in',
  next: 'the next one',
  reconnected: 'one whose connection the service has ended',
};

function wireTable(wire: readonly WireCost[]): string {
  return markdownTable(
    ['row', 'poll', 'connections', 'round trips', 'bytes sent', 'bytes received'],
    wire.map(({ name, poll, connections, roundTrips, sent, received }) => [
      LABELS[name],
      POLLS[poll],
      ...[connections, roundTrips, sent, received].map(countText),
    ]),
  );
}

function loadingTable({
  without,
  with: withPackage,
  firstPolls,
  modules,
  disk,
}: Footprint): string {
  const added = {
    ms: withPackage.ms - without.ms,
    rss: withPackage.rss - without.rss,
    heap: withPackage.heap - without.heap,
  };
  const rows = [
    ['Node-RED without the package, until its flows have started', ...costCells(without)],
    ['Node-RED with it', ...costCells(withPackage)],
    ['the difference', ...costCells(added)],
    ...firstPolls.map(({ name, after, ...cost }) => [
      `the first poll of ${LABELS[name]}, ${countText(FIRST_ITEMS)} items, ${after / 1_000} s after the start`,
      ...costCells(cost),
    ]),
    ...modules.map(({ name, ...cost }) => [name, ...costCells(cost)]),
  ];
  return `${markdownTable(['', 'ms', 'memory, MB', 'heap, MB'], rows)}
Installed: ${countText(disk.packages)} packages, ${megabytesText(disk.bytes)} MB; this one is \
${megabytesText(disk.ownBytes)} MB of them.
`;
}

function costCells({ ms, rss, heap }: LoadCost): string[] {
  return [numberText(ms), megabytesText(rss), megabytesText(heap)];
}
