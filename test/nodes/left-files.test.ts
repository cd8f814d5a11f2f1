import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import helper from 'node-red-node-test-helper';
import * as sinon from 'sinon';
import { until } from '../support/clock';
import { strongPassword } from '../support/strong-password';
import { assertSent } from './support/failure';
import type { FlowNode } from './support/flow-nodes';
import { links, OUT, onTab } from './support/flow-nodes';
import { packageNodes, withHooks } from './support/node-red';
import { postToDialog } from './support/post-to-dialog';
import { useRdpBed } from './support/service-beds';
import { type AccountOptions, useTestBed } from './support/test-bed';
import { useUserDir } from './support/use-user-dir';

describe('what an account has kept', () => {
  const inUserDir = useUserDir();
  const bed = useTestBed({ accessTokenLifetime: 600 });
  afterEach(() => sinon.restore());

  const files = () => readdirSync(inUserDir('inode-tokens'));
  const gone = () => until(() => files().length === 0, 'nothing is left');
  const settings = (changes: object) => helper.settings({ userDir: inUserDir(), ...changes });
  const TRIGGER = [links()];
  const OTHER_ID = { account: { id: 'other' }, others: {} };

  /** Signs in, and starts again with another flow. */
  async function startAfter(nodes: readonly FlowNode[], options: AccountOptions): Promise<void> {
    await bed.deploy(TRIGGER);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(files(), ['tokens-account']);
    await bed.restart(nodes, options);
  }

  /** Whatever is not removed at a start has had the time to be. */
  async function assertKept(): Promise<void> {
    assertSent(await bed.trigger('links'));
    assert(files().includes('tokens-account'), files().join());
  }

  it('is removed at the start after somebody took it out of the flow file', async () => {
    await startAfter([links({ server: 'other' })], OTHER_ID);
    await gone();
  });

  for (const auth of ['token', 'sample']) {
    it(`is removed at the start after it was changed to sign in with "${auth}"`, async () => {
      await startAfter(TRIGGER, { account: { auth } });
      await gone();
    });
  }

  it('is removed by the deploy that changes how it signs in', async () => {
    await bed.deploy(TRIGGER);
    assertSent(await bed.trigger('links'));
    await bed.redeploy(TRIGGER, { account: { auth: 'sample' } });
    await gone();
  });

  it('stays while the account is disabled', async () => {
    await startAfter([links({ server: 'other' }), disabledAccount()], OTHER_ID);
    await bed.restart(TRIGGER);
    await assertKept();
    assert.equal(bed.simulator.count({ grant: 'password' }), 1);
  });

  it('stays where the flows are those of another file', async () => {
    await bed.deploy(TRIGGER);
    assertSent(await bed.trigger('links'));
    settings({ flowFile: 'others.json' });
    await bed.restart([links({ server: 'other' })], { ...OTHER_ID, ...credentialsFor('other') });
    assertSent(await bed.trigger('links'));
    assert.deepEqual(files(), ['tokens-account', 'tokens-other']);
  });

  it('stays where the flows are those of another machine, which are named after it', async () => {
    await bed.deploy(TRIGGER);
    assertSent(await bed.trigger('links'));
    sinon.stub(os, 'hostname').returns('another-machine');
    await bed.restart([links({ server: 'other' })], { ...OTHER_ID, ...credentialsFor('other') });
    assertSent(await bed.trigger('links'));
    assert.deepEqual(files(), ['tokens-account', 'tokens-other']);
  });

  it('stays where flows are kept elsewhere than in files', async () => {
    settings({ storageModule: {} });
    await startAfter([links({ server: 'other' })], { ...OTHER_ID, ...credentialsFor('other') });
    assertSent(await bed.trigger('links'));
    assert.deepEqual(files(), ['tokens-account', 'tokens-other']);
  });

  it('stays where Node-RED starts without any flows, as it does when it cannot read their file', async () => {
    await bed.deploy(TRIGGER);
    assertSent(await bed.trigger('links'));
    await bed.stop();
    await helper.load([withHooks, ...packageNodes()], []);
    await bed.restart(TRIGGER);
    await assertKept();
    assert.equal(bed.simulator.count({ grant: 'password' }), 1);
  });

  it('is removed with the instance of a subflow that it was in', async () => {
    const subflow: FlowNode = {
      id: 'sub',
      type: 'subflow',
      name: 'sub',
      in: [{ wires: [{ id: 'inner' }] }],
      out: [{ wires: [{ id: 'inner', port: 0 }] }],
    };
    const inner = [subflow, links({ id: 'inner', z: 'sub', wires: [[]] })];
    const instance = (id: string) => onTab({ id, type: 'subflow:sub', wires: [[OUT.id]] });
    const options = { account: { z: 'sub' } };
    await bed.deploy([...inner, instance('one'), instance('two')], options);
    for (const id of ['one', 'two']) bed.journal.start(id);
    await bed.journal.receives(OUT.id, 2);
    assert.equal(files().length, 2);
    await bed.redeploy([...inner, instance('two')], options);
    await until(() => files().join() === 'tokens-tab%2ftwo%2faccount', 'that of the other is left');
  });

  /** The bed's own account, as it is saved while somebody has disabled it. */
  function disabledAccount(): FlowNode {
    return { id: 'account', type: 'inode-config', d: true };
  }

  function credentialsFor(id: string) {
    return { others: { [id]: bed.simulator.account } };
  }
});

describe('the changed password of an account in a project', () => {
  const inUserDir = useUserDir();
  const { bed, deploy } = useRdpBed();

  const notes = () =>
    readdirSync(inUserDir('inode-tokens')).filter((name) => name.startsWith('password-'));

  /** Opens a project, as Node-RED notes it in its settings. */
  function openProject(activeProject: string): void {
    const own = { get: (name: string) => (name === 'projects' ? { activeProject } : undefined) };
    const editorTheme = { projects: { enabled: true } };
    helper.settings({ userDir: inUserDir(), editorTheme, ...own });
  }

  it('stays noted while another project is open, until the project is deleted', async () => {
    const project = inUserDir('projects', 'one');
    mkdirSync(project, { recursive: true });
    openProject('one');
    await deploy([]);
    const oldPassword = bed.simulator.rdp.account.password;
    const passwords = { oldPassword, newPassword: strongPassword() };
    const { body } = await postToDialog('rdp-config/rdp/password', passwords);
    assert.deepEqual(body, { changed: true });
    openProject('two');
    await bed.restart([links()]);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(notes(), ['password-rdp']);
    rmSync(project, { recursive: true });
    await bed.restart([links()]);
    await until(() => notes().length === 0, 'the note is gone');
  });
});
