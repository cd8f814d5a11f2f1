/** As the runtime recognises it: a value that is one environment variable and nothing else. */
export function isEnvironmentVariable(text: string): boolean {
  return /^\$\{\S+\}$/.test(text);
}
