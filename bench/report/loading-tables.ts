import { markdownTable } from '../../scripts/support/markdown-table';
import type { Cost } from '../loading/cost';
import type { Installed } from '../loading/installed';
import type { Loading } from '../loading/measure-loading';
import { countText, megabytesText, numberText } from './number-text';

/** What loading costs, and what lies on the disk. */
export function loadingTables(
  { without, with: withPackage, modules }: Loading,
  { packages, ownBytes, bytes }: Installed,
): string {
  const added = {
    ms: withPackage.ms - without.ms,
    rss: withPackage.rss - without.rss,
    heap: withPackage.heap - without.heap,
  };
  return `### Loading

${markdownTable(
  ['', 'ms', 'memory, MB', 'heap, MB'],
  [
    ['Node-RED without the package, until its flows have started', ...cells(without)],
    ['Node-RED with it', ...cells(withPackage)],
    ['that is, added', ...cells(added)],
    ...modules.map(({ name, isNode, ...cost }) => [
      isNode ? `\`${name}\` alone` : `${name} alone, at its first use`,
      ...cells(cost),
    ]),
  ],
)}
Installed: ${countText(packages)} packages, ${megabytesText(bytes)} MB; of these this one \
${megabytesText(ownBytes)} MB.
`;
}

function cells({ ms, rss, heap }: Cost): string[] {
  return [numberText(ms), megabytesText(rss), megabytesText(heap)];
}
