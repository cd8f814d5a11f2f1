import { referencedVariable } from '../settings';

/** Whether a text is one environment variable and nothing else: what it stands for is not known here. */
export function isEnvironmentVariable(text: string): boolean {
  return referencedVariable(text) !== undefined;
}
