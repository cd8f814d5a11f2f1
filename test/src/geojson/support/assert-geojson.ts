import assert from 'node:assert/strict';
import { getIssues } from '@placemarkio/check-geojson';
import Ajv from 'ajv';
import type { Feature } from 'geojson';
import schema from 'geojson-schema/FeatureCollection.json';

const matchesSchema = new Ajv({ strict: false }).compile(schema);

/** Fails unless the features are a FeatureCollection to a checker and to the schema of RFC 7946. */
export function assertGeojson(features: readonly Feature[]): void {
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  assert.deepEqual(getIssues(text), []);
  matchesSchema(JSON.parse(text));
  assert.deepEqual(matchesSchema.errors ?? [], []);
}
