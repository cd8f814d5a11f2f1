import type { Chance } from './chance';
import { type HostileText, hostileValue, type Scale } from './json-texts';

const quoted = JSON.stringify;

/** What an item is asked about; a hostile value may be anywhere. */
const FIELDS = [
  'id',
  'name',
  'location',
  'latitude',
  'lng',
  'geometry',
  'polyline',
  'wkt',
  'origin',
  'x',
] as const;

/** Where in an answer a hostile value is. */
const FRAMES: readonly [Frame, ...Frame[]] = [
  () => (value) => value,
  (chance) => {
    const field = quoted(chance.pick(FIELDS));
    const count = chance.size(300);
    return (value) => {
      const items = Array.from({ length: count }, (_, id) => `{"id":${id},"name":"n"}`);
      items[chance.below(count)] = `{"id":-1,${field}:${value}}`;
      return `[${items.join(',')}]`;
    };
  },
  () => (value) => `{"count":1,"next":null,"results":[{"id":1,"value":${value}}]}`,
  () => (value) => `{"count":${value},"next":null,"results":[{"id":1}]}`,
  () => (value) => `{"results":[{"id":1}],"next":${value}}`,
  () => (value) => `{"results":${value}}`,
  () => (value) => `{"a":${value},"results":[{"id":1},{"id":2}]}`,
  () => (value) => `{"data":{"building_features":[{"a":${value}}]}}`,
  () => (value) =>
    `{"data":null,"errors":[{"message":${value},"path":${value},"extensions":{"code":${value}}}]}`,
  () => (value) => `{"errors":${value}}`,
  () => (value) => `{"data":${value}}`,
  () => (value) => `{"access_token":${value},"token_type":"Bearer","expires_in":60}`,
  () => (value) => `{"access_token":"t","expires_in":${value},"refresh_token":${value}}`,
  () => (value) => `{"error":${value},"error_description":${value}}`,
];

type Frame = (chance: Chance) => (value: string) => string;

/** A hostile answer's text: a hostile value somewhere in what a service would answer. */
export function hostileText(chance: Chance, scale: Scale): HostileText {
  const { what, text } = hostileValue(chance, scale);
  const framed = chance.pick(FRAMES)(chance)(text);
  return { what: `${what} in ${framed.slice(0, 40)}`, text: framed };
}
