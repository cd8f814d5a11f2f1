import assert from 'node:assert/strict';
import type { NodeAPI } from 'node-red';
import { stub } from 'sinon';
import { createTranslate } from '../../nodes/lib/translate';
import { useTestBed } from './support/test-bed';

describe('a text of the catalog', () => {
  const bed = useTestBed();

  /** How often Node-RED is asked for a text that is wanted three times. */
  async function lookUps(reason: string): Promise<number> {
    let api: NodeAPI | undefined;
    await bed.deploy([], {
      prepare: (RED) => {
        api = RED;
      },
    });
    assert(api);
    const lookUp = stub(api, '_').callsFake(() => 'a text');
    const translate = createTranslate(api);
    for (let time = 0; time < 3; time++) {
      assert.equal(translate('error.QUERY_FAILED', { reason }), 'a text');
    }
    lookUp.restore();
    return lookUp.callCount;
  }

  it('is looked up once', async () => {
    assert.equal(await lookUps('short'), 1);
  });

  it('stays on its line, whatever a message or a service puts into it', async () => {
    let text = '';
    await bed.deploy([], {
      prepare: (RED) => {
        const values = { requestedAt: 'a\r\nb\u001b[2K\u2028c\u009b\u202ed', last: 'e' };
        text = createTranslate(RED)('problem.listOvertaken', values);
      },
    });
    assert.match(text, /^\P{C}*a b \[2K c d\P{C}*e\P{C}*$/u);
  });

  it('is not remembered where it is long, as the words of a service are', async () => {
    assert.equal(await lookUps('long '.repeat(100)), 3);
  });
});
