/** Milliseconds between two looks at the parent. */
const INTERVAL = 500;

/**
 * Calls back when the process that started this one has ended. npm runs a
 * script through a shell that dies of SIGTERM without passing it on; without
 * this, the script would stay behind. Does not keep the process running.
 */
export function whenParentEnds(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, INTERVAL);
  timer.unref();
}
