import assert from 'node:assert/strict';
import { useTestBed } from '../support/test-bed';
import { deployExample } from './example-bed';

const BY_HAND = { inject: { once: false, repeat: '', crontab: '' } };

describe('the example of an account as Prometheus metrics', () => {
  const bed = useTestBed();

  it('answers with a line for each figure, and labels with the paths and codes', async () => {
    const example = await deployExample(bed, 'Account as Prometheus metrics', BY_HAND);
    bed.simulator.faults.add({
      on: { path: '/api/v1/links/' },
      fault: { kind: 'answer', status: 404 },
    });
    await bed.trigger(example.only('inode-links'));
    await bed.trigger(example.only('inode-links'));
    // The test helper serves no HTTP of flows: the answer is what reaches its node.
    await bed.trigger(example.only('inode-request'));
    const [message] = await bed.journal.receives(example.only('http response'), 1);
    const { payload, headers } = Object(message);
    const text = String(payload);
    assert.match(headers['Content-Type'], /^text\/plain; version=0\.0\.4;/);
    const lines = text.trimEnd().split('\n');
    const values = lines.filter((line) => !line.startsWith('# TYPE '));
    for (const line of values) assert.match(line, /^[a-z_]+(?:\{(?:[a-z]+="[^"]*",?)+\})? [\d.]+$/);
    assert(lines.includes('inode_last_hour{what="requests"} 2'), text);
    assert.match(text, /^inode_last_success_seconds\{call="GET \/api\/v1\/links\/"\} \d/m);
    const failure =
      /^inode_last_failure_seconds\{call="GET \/api\/v1\/links\/",code="NOT_FOUND"\} \d/m;
    assert.match(text, failure);
  });
});
