import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandDialog } from '../scripts/expand-dialogs';

/** The HTML of a node with these rows, which registers these properties. */
function dialogOf(rows: string, properties: readonly string[]): string {
  return `<script type="text/html" data-template-name="some-node">
  ${rows}
</script>

<script type="text/javascript">
  RED.nodes.registerType('some-node', {
    category: 'iNode',
    defaults: {
${properties.map((name) => `      ${name}: { value: '' },`).join('\n')}
    },
  });
</script>
`;
}

function expand(rows: string, ...properties: string[]): string {
  return expandDialog(dialogOf(rows, properties), 'nodes/some-node.html');
}

describe('an edit dialog, when the package is built', () => {
  it('gets a label and an input for each shared field that it names', () => {
    const html = expand(
      '<div data-fields="name path" data-placeholder="a.b"></div>',
      'name',
      'path',
    );
    for (const name of ['name', 'path']) {
      assert.match(html, new RegExp(`<label for="node-input-${name}" style="width: clamp`));
      assert.match(html, new RegExp(`label\\.${name}"></span></label>`));
      assert.match(html, new RegExp(`id="node-input-${name}" data-i18n="\\[placeholder\\]a\\.b">`));
    }
  });

  it('gets a field of its own by an icon and a label, and keeps what marks the row', () => {
    const html = expand(
      '<div data-fields="layer" data-icon="clone" data-label="x.y" data-hint="why" data-output="map"></div>',
      'layer',
    );
    assert.match(html, /<div class="form-row" data-output="map">/);
    assert.match(html, /<i class="fa fa-clone"><\/i> <span data-i18n="x\.y">/);
    assert.match(html, /id="node-input-layer" aria-describedby="why">/);
  });

  it('gets the text that says when to change a field beside it, a shared one too', () => {
    const html = expand('<select id="node-input-zero" data-tip="x.tip.zero"></select>', 'zero');
    const tip = '<span id="node-input-zero-tip" class="inode-tip" data-i18n="x.tip.zero" hidden>';
    assert(html.includes(`${tip}</span>\n  <select id="node-input-zero">`), html);
    assert.match(expand('<div data-fields="proxy"></div>', 'proxy'), /data-i18n="[^"]*tip\.proxy"/);
  });

  it('shows secrets as dots', () => {
    assert.match(expand('<div data-fields="token"></div>', 'token'), /<input type="password"/);
  });

  it('puts what has no label in line with the inputs, and keeps its style', () => {
    const html = expand('<button data-beside style="color: red">Go</button>');
    assert.match(html, /<button style="color: red; margin-left: calc\(clamp\([^"]*">Go/);
  });

  it('fails for a field that nobody knows, and says where', () => {
    assert.throws(
      () => expand('<p></p>\n  <div data-fields="name sever"></div>', 'name', 'server'),
      /^TypeError: nodes\/some-node\.html:3: no row "sever"\. .* server, /,
    );
  });

  it('fails for a field that is not a property of the node', () => {
    assert.throws(
      () => expand('<input id="node-input-nmae">', 'name'),
      /nodes\/some-node\.html: not a property of the node: nmae/,
    );
  });

  it('fails for a property that has no field', () => {
    assert.throws(
      () => expand('<div data-fields="name"></div>', 'name', 'path'),
      /nodes\/some-node\.html: the dialog has no field for path/,
    );
  });

  it('fails where a place for fields would be left as it is', () => {
    assert.throws(() => expand('<div data-fields="name">Name</div>', 'name'), /empty <div>/);
  });

  for (const name of readdirSync('dist/nodes').filter((file) => file.endsWith('.html'))) {
    it(`is plain HTML: ${name}`, () => {
      const html = readFileSync(join('dist/nodes', name), 'utf8');
      assert.doesNotMatch(html, /data-(fields|icon|label|placeholder|hint|beside)\b/);
      assert.equal(html.match(/<script src="resources\/[^"]+"><\/script>/g)?.length, 1);
    });
  }
});
