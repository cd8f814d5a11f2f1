import assert from 'node:assert/strict';
import { SHARED_HELP } from '../scripts/expand-help';
import { type Help, helpFilesOf, readHelp } from './locales/help';
import { ENGLISH, filesOf, languages, readLocale, TRANSLATIONS, textsOf } from './locales/texts';
import { mayStay, UNCHANGED } from './locales/unchanged';
import { covers, findUses } from './locales/uses';

/** Letters that fit under a node. */
const STATUS_LIMIT = 20;

const english = textsOf(ENGLISH);

function placeholders(text: string): string[] {
  return (text.match(/__\w+?__/g) ?? []).toSorted();
}

/** The texts of the catalogs that are those of English. */
function sameTexts(language: string): string[] {
  const texts = textsOf(language);
  return [...english].flatMap(([key, text]) => (texts.get(key) === text ? [text] : []));
}

/** The words of the help that are those of English; names of properties have to be. */
function sameHelp(language: string): string[] {
  return helpFilesOf(language).flatMap((file) => {
    const { blocks } = readHelp(language, file);
    return readHelp(ENGLISH, file).blocks.flatMap(({ text, tag }, index) => {
      const isSame = text !== '' && blocks[index]?.text === text;
      return isSame && !isProperty(tag, text) ? [text] : [];
    });
  });
}

/** Labels of the dialogs begin with a capital letter. */
function isProperty(tag: string, text: string): boolean {
  return tag === 'dt' && /^[a-z][\w.]*$/.test(text);
}

function propertiesOf({ blocks }: Help): string[] {
  return blocks.flatMap(({ tag, text }) => (isProperty(tag, text) ? [text] : []));
}

/** The keys whose status does not fit under a node. */
function longStatuses(language: string): string[] {
  return [...textsOf(language)]
    .filter(([key]) => key.startsWith('inode-config.status.'))
    .filter(([, text]) => text.replaceAll(/__\w+?__/g, '128').length > STATUS_LIMIT)
    .map(([key, text]) => `${key}: ${text}`);
}

/** What a node may show when it has read a list, at its longest for a few hundred items. */
function longestDone(language: string): number {
  const texts = textsOf(language);
  const status = (key: string): string => texts.get(`inode-config.status.${key}`) ?? '';
  const done = ['links', 'devices', 'items'].map((list) =>
    status('at')
      .replace('__text__', status(`${list}_plural`).replace('__count__', '250'))
      .replace('__time__', '14:05'),
  );
  return Math.max(...done.map(({ length }) => length));
}

describe('the languages', () => {
  it('are English and those of the translations', () => {
    assert.deepEqual(languages(), [...TRANSLATIONS, ENGLISH].toSorted());
  });

  it('leave only those texts in English that are listed', () => {
    const listed = Object.entries(UNCHANGED).flatMap(([language, texts]) =>
      Object.keys(texts).map((text) => `${language}: ${text}`),
    );
    const found = new Set(
      TRANSLATIONS.flatMap((language) =>
        [...sameTexts(language), ...sameHelp(language)].flatMap((text) => [
          `any: ${text}`,
          `${language}: ${text}`,
        ]),
      ),
    );
    assert.deepEqual(
      listed.filter((entry) => !found.has(entry)),
      [],
    );
  });
});

describe('the English texts', () => {
  const { patterns, literals } = findUses();

  it('exist for every key that the sources use', () => {
    const keys = [...english.keys()];
    assert.deepEqual(
      patterns.filter((pattern) => !keys.some((key) => covers(pattern, key))),
      [],
    );
  });

  it('have only keys that are used', () => {
    const unused = [...english.keys()].filter((key) => {
      const used = key.replace(/_plural$/, '');
      return (
        !patterns.some((pattern) => covers(pattern, used)) &&
        !literals.has(used.replace('inode-config.', ''))
      );
    });
    assert.deepEqual(unused, []);
  });

  it('have a status for each error', () => {
    const prefix = 'inode-config.status.error.';
    const codes = [...english.keys()].filter((key) => key.startsWith(prefix));
    const errors = [...english.keys()].flatMap(
      (key) => /^inode-config\.error\.([A-Z_]+)$/.exec(key)?.[1] ?? [],
    );
    assert.deepEqual(new Set(codes), new Set(errors.map((code) => prefix + code)));
  });

  it('have at most 20 characters for each status', () => {
    assert.deepEqual(longStatuses(ENGLISH), []);
  });

  it('say how long a list was, and when, in less', () => {
    assert(longestDone(ENGLISH) < STATUS_LIMIT);
  });
});

describe('the shared help', () => {
  it('has only parts that are used', () => {
    const shared = readLocale(ENGLISH, SHARED_HELP);
    const templates = [...shared.matchAll(/<template id="([^"]*)"/g)].map(([, id]) => id);
    const files = filesOf(ENGLISH).filter((file) => file.endsWith('.html'));
    const used = files.flatMap((file) =>
      [...readLocale(ENGLISH, file).matchAll(/data-shared="([^"]*)"/g)].flatMap(([, ids = '']) =>
        ids.split(' '),
      ),
    );
    assert.deepEqual(
      templates.filter((id) => id === undefined || !used.includes(id)),
      [],
    );
  });
});

for (const language of TRANSLATIONS) {
  describe(`the texts in ${language}`, () => {
    it('are in the same files as the English ones', () => {
      assert.deepEqual(filesOf(language), filesOf(ENGLISH));
    });

    it('have the keys of the English ones, in the same order', () => {
      assert.deepEqual([...textsOf(language).keys()], [...english.keys()]);
    });

    it('have the same placeholders', () => {
      const differing = [...textsOf(language)].filter(
        ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
      );
      assert.deepEqual(differing, []);
    });

    it('are translated', () => {
      assert.deepEqual(
        sameTexts(language).filter((text) => !mayStay(language, text)),
        [],
      );
    });

    it('have at most 20 characters for each status', () => {
      assert.deepEqual(longStatuses(language), []);
    });

    it('say how long a list was, and when, in less', () => {
      assert(longestDone(language) < STATUS_LIMIT);
    });
  });

  describe(`the help in ${language}`, () => {
    for (const file of helpFilesOf(ENGLISH)) {
      it(`has in ${file} the outline, the properties and the code of the English one`, () => {
        const expected = readHelp(ENGLISH, file);
        const help = readHelp(language, file);
        assert.deepEqual(help.outline, expected.outline);
        assert.deepEqual(propertiesOf(help), propertiesOf(expected));
        assert.deepEqual(
          help.blocks.map(({ kept }) => kept),
          expected.blocks.map(({ kept }) => kept),
        );
      });
    }

    it('is translated', () => {
      assert.deepEqual(
        sameHelp(language).filter((text) => !mayStay(language, text)),
        [],
      );
    });
  });
}
