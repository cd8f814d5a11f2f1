import { markdownTable } from '../../scripts/support/markdown-table';
import type { Place } from '../profile';
import type { Profiled } from '../run-profile';
import { machineText } from './machine';
import { countText, numberText } from './number-text';

/** Places that are told of each. */
const PLACES = 12;

/** Where the time of polls goes, in Markdown. */
export function profileTables(profiled: readonly Profiled[]): string {
  const of = ({ name, items }: Profiled): string => `${name}, ${countText(items)}`;
  const parts = [
    ...new Set(profiled.flatMap(({ profile }) => profile.places.map(({ part }) => part))),
  ];
  const rows = parts.map((part) => [
    part,
    ...profiled.map(({ profile }) =>
      numberText(sum(profile.places.filter((place) => place.part === part))),
    ),
  ]);
  const packages = profiled.filter(({ name }) => name !== 'floor');
  return `
${machineText()}

CPU milliseconds of a poll in its main thread, by what they were found in:

${markdownTable(['', ...profiled.map(of)], rows)}
${packages.map((each) => `The places of ${of(each)} items, by their own milliseconds:\n\n${placeTable(each)}`).join('\n')}
Collections of garbage in a poll:

${collectionTable(profiled.map((each) => [of(each), each]))}
`;
}

function placeTable({ profile: { places } }: Profiled): string {
  return markdownTable(
    ['ms', 'where'],
    places.slice(0, PLACES).map(({ name, ms }) => [numberText(ms, 2), name.replace('|', '\\|')]),
  );
}

function collectionTable(profiled: readonly (readonly [of: string, Profiled])[]): string {
  return markdownTable(
    ['', 'kind', 'times', 'ms', 'longest, ms'],
    profiled.flatMap(([of, { profile }]) =>
      profile.collections.map(({ kind, count, ms, longestMs }) => [
        of,
        kind,
        numberText(count),
        numberText(ms),
        numberText(longestMs),
      ]),
    ),
  );
}

function sum(places: readonly Place[]): number {
  return places.reduce((total, { ms }) => total + ms, 0);
}
