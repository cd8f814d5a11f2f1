import assert from 'node:assert/strict';
import { isOver, isTokens, type Tokens, tokensOf } from '../../../src/auth/tokens';
import { useFakeClock } from '../../support/clock';

const BEFORE: Tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: undefined };
const ANSWER = { accessToken: 'b', refreshToken: 's', expiresIn: undefined };

describe('the tokens of an answer', () => {
  const clock = useFakeClock();

  const LIVES: [life: number, used: number][] = [
    [432_000, 431_990],
    [600, 590],
    [100, 90],
    [99, 89],
    [30, 20],
    [11, 1],
    [10, 9],
    [1, 0.9],
  ];
  for (const [life, used] of LIVES) {
    it(`that live ${life} s are over after ${used} s`, async () => {
      const tokens = tokensOf({ ...ANSWER, expiresIn: life }, undefined);
      await clock.pass(used * 1_000 - 1);
      assert.equal(isOver(tokens), false);
      await clock.pass(1);
      assert.equal(isOver(tokens), true);
    });
  }

  it('without a life are never over', async () => {
    const tokens = tokensOf(ANSWER, undefined);
    await clock.pass(86_400_000_000);
    assert.equal(isOver(tokens), false);
  });

  it('bring their own refresh token', () => {
    assert.equal(tokensOf(ANSWER, BEFORE).refreshToken, 's');
  });

  it('know how the request was written that brought them', () => {
    assert.equal(tokensOf({ ...ANSWER, encoding: 'json' }, BEFORE).encoding, 'json');
  });

  it('without a refresh token keep the one before, but never its life', () => {
    const answer = { ...ANSWER, refreshToken: undefined };
    assert.deepEqual(tokensOf(answer, { ...BEFORE, expiresAt: 5 }), {
      accessToken: 'b',
      refreshToken: 'r',
      expiresAt: undefined,
    });
    assert.equal(tokensOf(answer, undefined).refreshToken, undefined);
  });
});

describe('what was read from a file', () => {
  const GOOD: [what: string, value: object][] = [
    ['everything', { accessToken: 'a', refreshToken: 'r', expiresAt: 5 }],
    ['no life', { accessToken: 'a', refreshToken: 'r' }],
    ['no refresh token', { accessToken: 'a', expiresAt: 5 }],
    ['an encoding', { accessToken: 'a', encoding: 'formAsJson' }],
    ['the label of an earlier version', { accessToken: 'a', contentType: 'application/json' }],
    ['something of a later version', { accessToken: 'a', more: true }],
  ];
  for (const [what, value] of GOOD) {
    it(`has the shape of tokens with ${what}`, () => {
      assert.equal(isTokens(value), true);
    });
  }

  const BAD: [what: string, value: unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'a'],
    ['a list', ['a']],
    ['no access token', { refreshToken: 'r' }],
    ['an empty access token', { accessToken: '' }],
    ['an access token that is a number', { accessToken: 5 }],
    ['an access token that would end a header', { accessToken: 'a\r\nb' }],
    ['a refresh token that is null', { accessToken: 'a', refreshToken: null }],
    ['an encoding that there is not', { accessToken: 'a', encoding: 'xml' }],
    ['a life as text', { accessToken: 'a', expiresAt: '5' }],
    ['a life that is null', { accessToken: 'a', expiresAt: null }],
  ];
  for (const [what, value] of BAD) {
    it(`has not the shape of tokens with ${what}`, () => {
      assert.equal(isTokens(value), false);
    });
  }
});
