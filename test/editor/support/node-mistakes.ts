import assert from 'node:assert/strict';
import texts from '../../../nodes/locales/en-US/inode-config.json';
import geojsonTexts from '../../../nodes/locales/en-US/inode-geojson.json';
import { assertMistakes, type Mistake } from './assert-mistakes';
import type { Editor } from './editor';
import type { TestNode } from './flow';
import type { EditorHolder } from './use-editor';

const { problem, reason } = texts['inode-config'];
const { problem: geojsonProblem } = geojsonTexts['inode-geojson'];

/** No path of a property. */
const NO_PATH = 'location..name';

/** The nodes that these cases open; some have a mistake that only a flow can have. */
export const NODES_WITH_MISTAKES: readonly TestNode[] = [
  { id: 'changes', type: 'inode-changes', store: 'nowhere' },
  {
    id: 'fields',
    type: 'inode-changes',
    watch: 'only',
    fields: [
      { path: NO_PATH, threshold: '' },
      { path: 'speed', threshold: 'much' },
    ],
  },
  { id: 'geojson', type: 'inode-geojson' },
  {
    id: 'colors',
    type: 'inode-geojson',
    output: 'worldmap',
    colors: [{ operator: 'lt', value: 'slow', color: '#c62828' }],
  },
  {
    id: 'quality',
    type: 'inode-quality',
    key: 'id',
    time: 'at',
    value: 'v',
    samples: 'n',
    good: ['on'],
    required: [NO_PATH],
  },
  { id: 'post', type: 'inode-request', server: 'inode-config', method: 'POST', bodyType: 'json' },
];

/** The paths of a location, by what must be chosen for them to be shown. */
const LOCATIONS: Readonly<Record<string, readonly Mistake[]>> = {
  geometry: [['geometry', NO_PATH, problem.property]],
  point: [
    ['latitude', NO_PATH, problem.property],
    ['longitude', NO_PATH, problem.property],
    ['longitude', '', reason.pathAlone],
  ],
  wkt: [['wkt', NO_PATH, problem.property]],
  polyline: [['polyline', NO_PATH, problem.property]],
};

/** The paths for the worldmap, and those for every map. */
const PATHS: readonly Mistake[] = [
  ['origin', NO_PATH, problem.property],
  ['destination', NO_PATH, problem.property],
  ['destination', '', reason.pathAlone],
  ['deviceKey', NO_PATH, problem.property],
  ['deviceKey', '', problem.property],
  ['key', NO_PATH, problem.property],
  ['mapName', NO_PATH, problem.property],
  ['colorBy', NO_PATH, problem.property],
];

/** Mistakes in the nodes that work on lists, and in requests. */
export function nodeMistakeCases(editor: EditorHolder): void {
  it('in what inode-changes compares marks its field and says what is wrong', async () => {
    const node = await editor.current.openNode(editor.current.node('changes'));
    await node.comesToBe('store', 'wrong');
    assert.equal(await node.problemOf('store'), problem.store);
    await assertMistakes(node, [
      ['key', '', problem.property],
      ['key', NO_PATH, problem.property],
      ['polls', '0', reason.pollsNumber],
      ['polls', '1.5', reason.pollsNumber],
    ]);
    await node.cancel();
  });

  it('in what inode-quality checks marks its field and says what is wrong', async () => {
    const node = await editor.current.openNode(editor.current.node('quality'));
    for (const [field, says] of [
      ['good', reason.pathMissing],
      ['required', problem.property],
    ] as const) {
      const wrong = node.root.locator(`#node-input-${field}-container.input-error`);
      assert.equal(await wrong.getAttribute('title'), says);
    }
    await node.enter({ status: 'state' });
    const marked = node.root.locator('#node-input-good-container.input-error');
    await marked.waitFor({ state: 'detached' });
    await assertMistakes(node, [
      ['maxAge', '0', reason.limitPositive],
      ['zone', 'Toronto', reason.zoneUnknown.replace('__zone__', 'Toronto')],
      ['unchangedFor', '1', reason.limitLists],
      ['minSamples', '2.5', reason.limitWhole],
      ['maxStep', 'x', reason.limitPositive],
      ['min', 'x', reason.limitNumber],
      ['silence', 'ten', reason.limitPositive],
    ]);
    await node.cancel();
  });

  it('in where inode-geojson looks marks its field and says what is wrong', async () => {
    const node = await editor.current.openNode(editor.current.node('geojson'));
    for (const [location, mistakes] of Object.entries(LOCATIONS)) {
      await node.field('location').selectOption(location);
      await assertMistakes(node, mistakes);
    }
    await node.field('output').selectOption('worldmap');
    await assertMistakes(node, PATHS);
    await node.cancel();
  });

  it('in the row of a list is named on the node', async () => {
    await assertNamed(editor.current, 'fields', [
      problem.fieldPath.replace('__row__', '1'),
      reason.thresholdNumber.replace('__path__', 'speed'),
    ]);
    await assertNamed(editor.current, 'colors', [
      geojsonProblem.colorValue.replace('__row__', '1'),
    ]);
  });

  it('in the row of a list marks the field of that row', async () => {
    const node = await editor.current.openNode(editor.current.node('fields'));
    const rows = node.root.locator('.inode-changes-fields-row li');
    await rows.nth(0).locator('.inode-changes-path.input-error').waitFor();
    await rows.nth(1).locator('.inode-changes-threshold.input-error').waitFor();
    assert.equal(await rows.locator('.input-error').count(), 2);
    await node.cancel();
  });

  it('in an iNode request marks its field and says what is wrong', async () => {
    const node = await editor.current.openNode(editor.current.node('post'));
    await assertMistakes(node, [['path', 'https://inode.example/api/v1/links/', problem.path]]);

    await node.field('mode').selectOption('items');
    await node.comesToBe('mode', 'wrong');
    assert.equal(await node.problemOf('mode'), reason.listNoGet);
    await node.field('mode').selectOption('answer');
    await node.comesToBe('mode', 'right');

    const body = node.root.locator('#inode-body-row .red-ui-typedInput-input');
    await body.fill('{ "from": }');
    await body.blur();
    await node.comesToBe('body', 'wrong');
    await body.fill('{ "from": 1 }');
    await body.blur();
    await node.comesToBe('body', 'right');
    await node.cancel();
  });
}

async function assertNamed(editor: Editor, id: string, says: readonly string[]): Promise<void> {
  const problems = await editor.problemsOf(editor.node(id));
  for (const each of says) assert(problems.includes(each), problems);
}
