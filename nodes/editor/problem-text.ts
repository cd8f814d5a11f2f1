import { errorText, type ToldError } from '../error-text';
import { translate } from './translate';

/** What the runtime sends of an error. */
interface Problem extends ToldError {
  /** In English, for a code that this editor does not know. */
  readonly message: string;
}

/** What an error of the runtime says, in the editor's language. */
export function problemText(problem: unknown): string {
  if (!isProblem(problem)) return String(problem);
  const text = errorText((key, values) => translate('inode-config', key, values), problem);
  // Node-RED hands back the key where it has no text for it.
  return text.includes(`error.${problem.code}`) ? problem.message : text;
}

function isProblem(problem: unknown): problem is Problem {
  const { code, facts, message }: Partial<Record<string, unknown>> = Object(problem);
  return typeof code === 'string' && typeof message === 'string' && facts instanceof Object;
}
