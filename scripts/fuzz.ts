/**
 * Does hostile things to a Node-RED with a heap of 256 MB: services that answer
 * anything at all, messages and questions of dialogs that nobody expects. The process
 * may not end, another flow may not wait for 250 ms, and each message ends once.
 *
 *   node .build/scripts/fuzz.js [cases] [seed] [first case]
 *
 * A case that was found is run again alone with its seed and its number.
 */
import { randomInt } from 'node:crypto';
import { fuzzCase } from './fuzz/cases';
import { Chance } from './fuzz/chance';
import { HostileService } from './fuzz/hostile-service';
import { Subject } from './fuzz/subject';
import { writeLongRun } from './support/reports';

/** The length that is reported in docs/reports/long-runs.md. */
const FULL_LENGTH = 5_000;

/** Megabytes, as Node-RED is started on small machines. */
const HEAP = 256;

/** Milliseconds that another flow may wait, apart from those in which Node-RED itself copies a message. */
const LONGEST_WAIT = 250;

/** After so many ends of the process there is nothing more to learn. */
const MOST_EXITS = 20;

const cases = Number(process.argv[2] ?? FULL_LENGTH);
const seed = Number(process.argv[3] ?? randomInt(2 ** 31));
const first = Number(process.argv[4] ?? 0);

async function fuzz(): Promise<void> {
  const started = Date.now();
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  write(`seed ${seed}`);
  const service = await HostileService.start();
  let subject = await Subject.start(service, HEAP);
  const ends = new Map<string, number>();
  let received = 0;
  let peak = 0;
  let longest = 0;
  let longestInAll = 0;
  let violations = 0;
  let exits = 0;
  const count = (): void => {
    received += subject.received;
    for (const [code, times] of Object.entries(subject.ends)) {
      ends.set(code, (ends.get(code) ?? 0) + times);
    }
  };
  for (let index = first; index < first + cases && exits < MOST_EXITS; index++) {
    const each = fuzzCase(new Chance(seed, index));
    service.answer = each.answer;
    service.tokenAnswer = each.tokenAnswer;
    const { wrong, waited, copying } = await subject.run(each);
    const computed = Math.max(0, waited - copying);
    longest = Math.max(longest, computed);
    longestInAll = Math.max(longestInAll, waited);
    if (computed >= LONGEST_WAIT) wrong.push(`another flow waited for ${Math.round(computed)} ms`);
    if (subject.nodeRed.isAlive) peak = Math.max(peak, subject.nodeRed.peak);
    else exits++;
    if (wrong.length === 0) continue;
    violations++;
    write(`VIOLATION: case ${index}: ${each.what.slice(0, 300)}: ${wrong.join('; ')}`);
    // The next case begins with a Node-RED that nothing is wrong with.
    count();
    await subject.nodeRed.close();
    subject = await Subject.start(service, HEAP);
  }
  count();
  await subject.nodeRed.close();
  await service.close();

  const seconds = Math.round((Date.now() - started) / 1_000);
  const byCode = [...ends].toSorted(([, a], [, b]) => b - a).map(([code, n]) => `${code} ${n}`);
  const lines = [
    `Node.js ${process.version}, heap ${HEAP} MB, seed ${seed}, ${seconds} s, ${new Date().toISOString().slice(0, 10)}`,
    `${cases} cases, ${service.requests} requests, ${received} messages, each with one end: ${byCode.join(', ')}`,
    `longest wait of another flow: ${Math.round(longest)} ms, with Node-RED's own copies of large messages ${Math.round(longestInAll)} ms; peak memory: ${peak} MB`,
    `violations: ${violations}; ends of the process: ${exits}`,
  ];
  for (const line of lines) write(line);
  if (violations > 0) return;
  if (cases >= FULL_LENGTH) writeLongRun('fuzz', lines);
  process.exitCode = 0;
}

// Also where the event loop runs dry before the end, which would look like a success.
process.exitCode = 1;
void fuzz();
