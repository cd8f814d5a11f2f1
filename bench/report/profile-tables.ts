import { markdownTable } from '../../scripts/support/reports';
import { LAYER_ITEMS, type Layer, type LayerCost } from '../layers';
import type { Place, Profiled } from '../profile';
import { countText, machineText, numberText } from './text';

/** Places that are reported of each. */
const PLACES = 12;

const LAYER_TEXTS: Readonly<Record<Layer, string>> = {
  baseline: 'Node’s http, and `JSON.parse`',
  axios: 'axios’ adapter (`src/http/client.ts`)',
  transport: 'connections, redirects, time-out, limits of memory (`src/connection`, `src/http`)',
  account: 'tokens, retries, sharing, limits, state (`src/auth`, `src/layers`)',
  list: 'pages, batches, duplicates (`src/list`)',
  node: 'the node, its statuses, Node-RED’s inject node and hooks (`nodes/lib`)',
};

/** What a short list costs layer by layer, and where the time of polls goes, in Markdown. */
export function profileTables(layers: readonly LayerCost[], profiled: readonly Profiled[]): string {
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

CPU milliseconds of a poll of ${countText(LAYER_ITEMS)} items in all threads, layer by layer:

${layerTable(layers)}
CPU milliseconds of a poll in its main thread, by where they were spent:

${markdownTable(['', ...profiled.map(of)], rows)}
${packages.map((each) => `The places of ${of(each)} items, by their own milliseconds:\n\n${placeTable(each)}`).join('\n')}
Garbage collections in a poll:

${collectionTable(profiled.map((each) => [of(each), each]))}
`;
}

function layerTable(layers: readonly LayerCost[]): string {
  return markdownTable(
    ['what is added', 'ms', 'with all before it'],
    layers.map(({ layer, cpuMs }, index) => [
      LAYER_TEXTS[layer],
      numberText(cpuMs - (layers[index - 1]?.cpuMs ?? 0), 2),
      numberText(cpuMs, 2),
    ]),
  );
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
