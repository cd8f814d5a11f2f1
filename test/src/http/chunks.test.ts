import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { setImmediate as nextPass } from 'node:timers/promises';
import { Aborter } from '../../../src/abort';
import { Chunks } from '../../../src/http/chunks';
import { Deadline } from '../../../src/http/deadline';
import { rejection } from '../../support/rejection';

describe('the chunks of a body', () => {
  let deadline: Deadline;
  let given: number;
  beforeEach(() => {
    deadline = new Deadline(10_000, new Aborter().signal);
    given = 0;
  });
  afterEach(() => deadline.end());

  /** A body that has so many chunks of this length ready. */
  function bodyOf(count: number, length: number): Readable {
    return new Readable({
      highWaterMark: 1,
      read() {
        this.push(given++ < count ? Buffer.alloc(length) : null);
      },
    });
  }

  const chunksOf = (body: Readable): Chunks => new Chunks(body, deadline, undefined, 1);

  async function lengthsOf(chunks: Chunks): Promise<number[]> {
    const lengths: number[] = [];
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) return lengths;
      lengths.push(value.length);
    }
  }

  /** Everything that can go on without a reader has gone on. */
  async function settle(): Promise<void> {
    for (let pass = 0; pass < 50; pass++) await nextPass();
  }

  it('are not read on while nobody takes them, and all come then', async () => {
    const chunks = chunksOf(bodyOf(100, 64_000));
    await settle();
    assert(given < 10, `${given} chunks`);
    assert.deepEqual(await lengthsOf(chunks), Array(100).fill(64_000));
  });

  it('are not read on while nobody takes them where they are drops', async () => {
    const chunks = chunksOf(bodyOf(10_000, 1));
    await settle();
    assert(given < 1_000, `${given} chunks`);
    assert.equal(
      (await lengthsOf(chunks)).reduce((sum, length) => sum + length, 0),
      10_000,
    );
  });

  it('come together where they are drops', async () => {
    const chunks = chunksOf(bodyOf(10_000, 10));
    await settle();
    const lengths = await lengthsOf(chunks);
    assert.equal(
      lengths.reduce((sum, length) => sum + length, 0),
      100_000,
    );
    assert(lengths.length < 100, `${lengths.length} chunks`);
  });

  it('are all reported when they arrive, also where the body ends before they are taken', async () => {
    let arrived = 0;
    const observer = { onArrival: (bytes: number) => (arrived += bytes) };
    const chunks = new Chunks(bodyOf(3, 1_000), deadline, observer, 1);
    await settle();
    assert.equal(arrived, 3_000);
    await lengthsOf(chunks);
    assert.equal(arrived, 3_000);
  });

  it('end with an error where the body broke before anybody took them', async () => {
    const body = bodyOf(100, 64_000);
    const chunks = chunksOf(body);
    await settle();
    body.destroy(Object.assign(new Error('broken'), { code: 'ECONNRESET' }));
    await settle();
    assert.equal((await rejection(chunks.next())).code, 'ANSWER_INCOMPLETE');
  });

  for (const error of [undefined, Object.assign(new Error('broken'), { code: 'ECONNRESET' })]) {
    it(`end with an error where the body was over before, ${error ? 'with' : 'without'} one`, async () => {
      const body = bodyOf(1, 10);
      body.on('error', () => undefined).destroy(error);
      await settle();
      assert.equal((await rejection(chunksOf(body).next())).code, 'ANSWER_INCOMPLETE');
    });
  }

  it('of a body that was read to its end before are none', async () => {
    const body = bodyOf(3, 10);
    await lengthsOf(chunksOf(body));
    await settle();
    assert.deepEqual(await lengthsOf(chunksOf(body)), []);
  });

  it('of an empty body end immediately', async () => {
    assert.deepEqual(await lengthsOf(chunksOf(bodyOf(0, 1))), []);
  });
});
