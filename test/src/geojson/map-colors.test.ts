import assert from 'node:assert/strict';
import type { ColorRule } from '../../../src/geojson/map-colors';
import { drawn, feature, POINT } from './support/drawn';

describe('the color on the map', () => {
  const rule = (operator: ColorRule['operator'], value: string, color: string): ColorRule => ({
    operator,
    value,
    color,
  });
  const STATUS = [
    rule('eq', 'Live', 'green'),
    rule('eq', 'false', 'red'),
    rule('eq', 'null', 'grey'),
  ];
  const SPEED = [
    rule('lt', '20', 'red'),
    rule('lte', '30', 'orange'),
    rule('gt', '90', 'blue'),
    rule('gte', '40', 'green'),
    rule('else', '', 'grey'),
  ];
  const CASES: [value: unknown, colors: ColorRule[], color: string | undefined][] = [
    ['Live', STATUS, 'green'],
    [false, STATUS, 'red'],
    [null, STATUS, 'grey'],
    ['Offline', STATUS, undefined],
    [19.9, SPEED, 'red'],
    ['19.9', SPEED, 'red'],
    [20, SPEED, 'orange'],
    [30, SPEED, 'orange'],
    [35, SPEED, 'grey'],
    [40, SPEED, 'green'],
    [91, SPEED, 'blue'],
    [null, SPEED, 'grey'],
    ['', SPEED, 'grey'],
    [false, SPEED, 'grey'],
    ['fast', SPEED, 'grey'],
    [' ', SPEED, 'grey'],
    [[], SPEED, 'grey'],
    [-1, [rule('lt', '', 'red')], undefined],
    [5, [], undefined],
  ];
  for (const [value, colors, color] of CASES) {
    it(`of ${JSON.stringify(value)} is ${color ?? "the map's own"} by ${colors.length} rules`, async () => {
      const [thing] = await drawn([feature(POINT, { value })], { colorBy: ['value'], colors });
      assert.equal(thing?.iconColor, color ?? null);
    });
  }
});
