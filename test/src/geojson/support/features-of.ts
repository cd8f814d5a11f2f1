import { Aborter } from '../../../../src/abort';
import {
  type FeatureList,
  type FeatureRules,
  toFeatures,
} from '../../../../src/geojson/to-features';
import { AUTO } from './rules';

/** The features of a list; found by the usual names unless the changes say otherwise. */
export function featuresOf(
  items: readonly unknown[],
  changes: Partial<FeatureRules> = {},
  devices?: readonly unknown[],
): Promise<FeatureList> {
  return toFeatures(items, devices, { ...AUTO, ...changes }, new Aborter().signal);
}
