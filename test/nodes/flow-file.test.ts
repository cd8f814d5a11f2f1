import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import * as sinon from 'sinon';
import { flowFileOf } from '../../nodes/lib/account/flow-file';
import { useFolder } from '../support/use-folder';

describe('the flow file of a Node-RED', () => {
  const inFolder = useFolder();
  const userDir = () => inFolder('user');
  const workingFolder = () => inFolder('work');

  beforeEach(() => {
    for (const folder of [userDir(), workingFolder()]) mkdirSync(folder);
    sinon.stub(process, 'cwd').callsFake(workingFolder);
    sinon.stub(os, 'hostname').returns('one');
  });
  afterEach(() => sinon.restore());

  const fileOf = (flowFile?: string) => flowFileOf({ flowFile, userDir: userDir() });

  it('is in the user directory, wherever that is', () => {
    assert.equal(fileOf('flows.json'), 'flows.json');
    assert.equal(fileOf(inFolder('user', 'flows.json')), 'flows.json');
  });

  it('is named after the machine, where the settings do not name it', () => {
    for (const flowFile of [undefined, '']) assert.equal(fileOf(flowFile), 'flows_one.json');
  });

  it('is in the working directory, where its name begins so, or it is there', () => {
    const inWork = join('..', 'work', 'flows.json');
    assert.equal(fileOf('./flows.json'), inWork);
    writeFileSync(join(workingFolder(), 'flows.json'), '[]');
    assert.equal(fileOf('flows.json'), inWork);
  });
});
