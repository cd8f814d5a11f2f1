import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/support/project-root';

/** The blocks of SQL under a heading of docs/recipes.md. */
export function readStatements(heading: string): string[] {
  const recipes = readFileSync(join(projectRoot, 'docs', 'recipes.md'), 'utf8');
  const [, section = ''] = recipes.split(`\n${heading}\n`);
  const [own = ''] = section.split(/^#/m);
  return [...own.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, sql = '']) => sql);
}
