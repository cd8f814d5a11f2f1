import { markdownTable } from '../../scripts/support/markdown-table';
import type { Race, Results } from '../run-bench';
import { judge } from './claims';
import { loadingTables } from './loading-tables';
import { machineText } from './machine';
import { countText } from './number-text';
import { raceTable } from './race-table';

/** All that was measured, in Markdown. */
export function render(results: Results): string {
  const { races, unchanged, crowds, crowdItems, loading, installed } = results;
  const bySize = (each: readonly Race[]) => each.map(({ items, rows }) => ({ size: items, rows }));
  const crowdRaces = crowds.map(({ nodes, rows }) => ({ size: nodes, rows }));
  return `
${machineText()}

### What it must show

${markdownTable(
  ['claim', 'measured', ''],
  judge(results).map(({ text, figures, holds }) => [text, figures, holds ? 'yes' : '**no**']),
)}
### One poll

${raceTable('items', bySize(races))}
### One poll of an unchanged list

${raceTable('items', bySize(unchanged))}
### Many nodes at once, ${countText(crowdItems)} items

${raceTable('nodes', crowdRaces)}
${loadingTables(loading, installed)}
`;
}
