import assert from 'node:assert/strict';
import { INNERSPACE_DEFAULTS, INNERSPACE_URLS } from '../../nodes/settings';
import type { Simulator } from '../../simulator/index';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** An account of each kind that there may be in a flow, by its name. */
function flow({ innerspace: { currentUrl, account } }: Simulator) {
  const credentials = { ...account };
  const node = { type: 'innerspace-config', credentials };
  return [
    ...flowOf([{ id: 'query', type: 'innerspace-query', query: '{ a }', server: 'current' }]),
    { ...INNERSPACE_DEFAULTS, ...node, id: 'current', name: 'current' },
    { ...node, id: 'old', name: 'old', baseUrl: INNERSPACE_URLS.v1, contentType: 'form' },
    { ...node, id: 'bare', name: 'bare' },
    { ...INNERSPACE_DEFAULTS, ...node, id: 'own', name: 'own', baseUrl: currentUrl },
    { ...INNERSPACE_DEFAULTS, ...node, id: 'by variable', name: 'by variable', generation: '${G}' },
  ];
}

describe('the generation of the InnerSpace API in the dialog of an account', () => {
  const bed = useBed();
  const editor = useEditor(bed, flow);

  it('is one of three, each with a line of its own, and v2 for a new account', async () => {
    const node = await editor.current.openNode(editor.current.node('query'));
    const account = await node.addAccount();
    assert.equal(await account.field('generation').inputValue(), 'v2');
    const lines = await account.field('generation').locator('option').allInnerTexts();
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['v2', 'v1.5', 'v1'],
    );
    await account.unfoldAdvanced();
    assert.equal(await account.field('baseUrl').inputValue(), INNERSPACE_URLS.v2);
    assert.equal(await account.field('audience').isVisible(), true);
    assert.equal(await account.field('contentType').isVisible(), false);
    await account.cancel();
    await node.cancel();
  });

  for (const name of ['old', 'bare']) {
    it(`is v1 in an account that was saved before: ${name}`, async () => {
      const account = await editor.current.openAccount(name);
      assert.equal(await account.field('generation').inputValue(), 'v1');
      await account.unfoldAdvanced();
      assert.equal(await account.field('baseUrl').inputValue(), INNERSPACE_URLS.v1);
      assert.equal(await account.field('audience').isVisible(), false);
      assert.equal(await account.field('contentType').isVisible(), true);
      await account.cancel();
    });
  }

  it('brings its own address where there was that of another one', async () => {
    const account = await editor.current.openAccount('current');
    await account.unfoldAdvanced();
    for (const generation of ['v1', 'v1.5', 'v2'] as const) {
      await account.field('generation').selectOption(generation);
      assert.equal(await account.field('baseUrl').inputValue(), INNERSPACE_URLS[generation]);
    }
    await account.cancel();
  });

  it('offers its own address where a person has typed one', async () => {
    const account = await editor.current.openAccount('own');
    await account.unfoldAdvanced();
    const offer = account.root.locator('#innerspace-config-offer button');
    assert.equal(await offer.isVisible(), false);
    await account.field('generation').selectOption('v1');
    assert.equal(
      await account.field('baseUrl').inputValue(),
      bed.current.simulator.innerspace.currentUrl,
    );
    assert.equal(await offer.innerText(), `Use ${INNERSPACE_URLS.v1}`);
    await offer.click();
    assert.equal(await account.field('baseUrl').inputValue(), INNERSPACE_URLS.v1);
    assert.equal(await offer.isVisible(), false);
    await account.cancel();
  });

  it('stays a variable, with all that may belong to it', async () => {
    const account = await editor.current.openAccount('by variable');
    assert.equal(await account.field('generation').inputValue(), '${G}');
    await account.unfoldAdvanced();
    assert.equal(await account.field('audience').isVisible(), true);
    assert.equal(await account.field('contentType').isVisible(), true);
    await account.cancel();
  });

  it('is named by the test of the connection where the address speaks another one', async () => {
    const account = await editor.current.openAccount('own');
    await account.field('generation').selectOption('v1');
    assert.match(await account.ask('inode-test'), /speaks generation v2 .* choose it/);
    await account.field('generation').selectOption('v2');
    assert.match(await account.ask('inode-test'), /^Signed in\./);
    await account.cancel();
  });
});
