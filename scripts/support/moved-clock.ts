/**
 * Loaded before Node-RED: its clocks show the time that the process which started it
 * sends, as `{"now": <milliseconds>}`, and go on from there. Timers are as they were.
 */
import { asRecord } from '../../src/json-value';

const RealDate = Date;
let ahead = 0;
const now = (): number => RealDate.now() + ahead;
const elapsed = performance.now.bind(performance);

process.on('message', (text) => {
  const { now: then } = asRecord(JSON.parse(String(text)));
  if (typeof then === 'number') ahead = then - RealDate.now();
});

performance.now = () => elapsed() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
