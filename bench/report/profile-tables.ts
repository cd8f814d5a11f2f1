import { markdownTable } from '../../scripts/support/reports';
import type { Place, Profiled } from '../profile';
import { countText, machineText, numberText } from './text';

/** Places that are reported of each. */
const PLACES = 12;

/** Where the time of polls goes, in Markdown. */
export function profileTables(profiled: readonly Profiled[]): string {
  const of = ({ contender, items }: Profiled): string => `${contender}, ${countText(items)}`;
  const parts = [
    ...new Set(profiled.flatMap(({ profile }) => profile.places.map(({ part }) => part))),
  ];
  const rows = parts.map((part) => [
    part,
    ...profiled.map(({ profile }) =>
      numberText(sum(profile.places.filter((place) => place.part === part))),
    ),
  ]);
  const packages = profiled.filter(({ contender }) => contender !== 'baseline');
  return `
${machineText()}

CPU milliseconds of a poll in its main thread, by where they were spent:

${markdownTable(['', ...profiled.map(of)], rows)}
${packages.map((each) => `The places of ${of(each)} items, by their own milliseconds:\n\n${placeTable(each)}`).join('\n')}
Garbage collections in a poll:

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
