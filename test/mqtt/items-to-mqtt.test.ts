import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { findMosquitto } from '../../scripts/support/mosquitto';
import { needs } from '../support/needs';
import { devicesThen, type Item, inAnyOrder, linksThen, newsBetween } from './support/items';
import { useMqttBed } from './support/mqtt-bed';
import type { Reader } from './support/reader';
import { retainedTopics } from './support/retained';
import { waitFor } from './support/wait-for';

/** Milliseconds in which what comes twice would have come. */
const LATE = 500;

describe('the examples of items to and from MQTT', function () {
  this.timeout(120_000);
  needs(() => findMosquitto() !== undefined, 'mosquitto');
  const bed = useMqttBed();

  it('bring every item to the second machine, and take away what is gone', async () => {
    const links = await bed.read({ example: 'list', clientId: 'links' });
    const devices = await bed.read({ example: 'list', clientId: 'devices', resource: 'devices' });
    await bed.publish();
    let most = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let minute = 0; minute <= 4; minute++) {
      if (minute > 0) await bed.poll();
      const now = linksThen(Date.now());
      await putsTogether(links, now);
      await putsTogether(devices, devicesThen(Date.now()));
      most = Math.max(most, now.length);
      least = Math.min(least, now.length);
    }
    assert(least < most, 'no link has come and gone');
  });

  it('bring it to a machine that comes later', async () => {
    await bed.publish();
    await bed.poll();
    const late = await bed.read({ example: 'list', clientId: 'late' });
    await putsTogether(late, linksThen(Date.now()));
  });

  for (const [signal, how] of [
    ['SIGTERM', 'restarts'],
    ['SIGKILL', 'breaks down, with all that it held,'],
  ] as const) {
    it(`bring every item when the broker ${how} in the middle`, async () => {
      const reader = await bed.read({ example: 'list', clientId: 'reader' });
      await bed.publish();
      await bed.poll();
      await putsTogether(reader, linksThen(Date.now()));
      const published = bed.poll();
      await bed.broker.stop(signal);
      await published;
      await bed.poll();
      await bed.broker.start();
      await putsTogether(reader, linksThen(Date.now()));
      await bed.poll();
      await putsTogether(reader, linksThen(Date.now()));
    });
  }

  it('keep in the broker what a machine missed, also over a restart of the broker', async () => {
    const reader = await bed.read({ example: 'work', clientId: 'worker' });
    await bed.publish();
    const witness = await bed.read({ example: 'list', clientId: 'witness' });
    const lists = [[], linksThen(Date.now())];
    await receives([reader], newsOf(lists));
    await reader.stop();
    await pollMinutes(3, lists);
    await putsTogether(witness, linksThen(Date.now()));
    await bed.fallSilent();
    await bed.broker.stop();
    await bed.broker.start();
    await reader.restart();
    await receives([reader], newsOf(lists));
  });

  it('share the work between machines, so that each item is done once', async () => {
    const readers = [
      await bed.read({ example: 'work', clientId: 'worker-1' }),
      await bed.read({ example: 'work', clientId: 'worker-2' }),
    ];
    await bed.publish();
    const lists = [[], linksThen(Date.now())];
    await pollMinutes(5, lists);
    const all = newsOf(lists);
    await receives(readers, all);
    for (const { work } of readers) assert(work.length > all.length / 4, 'one has hardly worked');
  });

  it('take away what is gone when the broker is back', async () => {
    await bed.publish();
    await keeps(linksThen(Date.now()));
    await bed.broker.stop();
    await bed.poll();
    await bed.broker.start();
    await keeps(linksThen(Date.now()));
  });

  it('take away what is gone when the poller is back', async () => {
    await bed.publish();
    await keeps(linksThen(Date.now()));
    await bed.fallSilent();
    bed.pass();
    await bed.publish();
    await keeps(linksThen(Date.now()));
  });

  it('take nothing away that only a list lacks which the service cut short', async () => {
    await bed.publish();
    const links = linksThen(Date.now());
    await keeps(links);
    bed.cutShort();
    await bed.poll();
    await sleep(LATE);
    await keeps(links);
  });

  it('let several pollers publish, each under topics of its own', async () => {
    await bed.publish(['east', 'west']);
    for (const prefix of ['east', 'west']) await keeps(linksThen(Date.now()), prefix);
    assert.deepEqual(await retainedTopics(bed.broker.port, 'inode/#'), []);
    assert.equal(bed.broker.takeovers, 0);
  });

  /** Waits until the broker retains just these links. */
  async function keeps(links: readonly Item[], prefix = 'inode'): Promise<void> {
    const topics = links.map(({ id }) => `${prefix}/links/${id}`).toSorted();
    const kept = () => retainedTopics(bed.broker.port, `${prefix}/links/+`);
    await waitFor(
      async () => isDeepStrictEqual((await kept()).toSorted(), topics),
      'the broker retains the links that there are',
    );
  }

  /** Polls each minute, and adds the links of each to the lists. */
  async function pollMinutes(minutes: number, lists: (readonly Item[])[]): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      await bed.poll();
      lists.push(linksThen(Date.now()));
    }
  }
});

/** Waits until the list that a machine puts together is this one. */
async function putsTogether(reader: Reader, list: readonly Item[]): Promise<void> {
  await waitFor(async () => {
    await reader.putTogether();
    return isDeepStrictEqual(reader.lists.at(-1), list);
  }, 'the second machine has the list');
}

/** Waits until machines were given all the work, and checks that it was this and no more. */
async function receives(readers: readonly Reader[], work: readonly unknown[]): Promise<void> {
  const received = () => readers.flatMap((reader) => reader.work);
  await waitFor(() => received().length >= work.length, 'all work is received');
  await sleep(LATE);
  assert.deepEqual(inAnyOrder(received()), inAnyOrder(work));
}

/** What is published while these lists follow one another. */
function newsOf(lists: readonly (readonly Item[])[]): unknown[] {
  return lists.flatMap((list, index) => {
    const before = lists[index - 1];
    return before === undefined ? [] : newsBetween(before, list);
  });
}
