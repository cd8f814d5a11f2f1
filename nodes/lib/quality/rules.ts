import type { NodeAPI } from 'node-red';
import type { Rules } from '../../../src/quality/rules';
import { Zone } from '../../../src/time/zone';
import {
  checkPath,
  checkPositive,
  checkQualityKey,
  checkQualityLimit,
  checkZone,
  type LimitName,
  type TextName,
} from '../../quality-rules';
import { type QualitySettings, textsIn } from '../../settings';
import { fieldPath } from '../property-path';
import { assertKept, text } from '../saved-values';

/** The zones that are in use: each is slow to make. */
const zones = new Map<string, Zone>();

/**
 * How the settings of an `inode-quality` want lists to be judged.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readQualityRules(RED: NodeAPI, settings: QualitySettings): Rules {
  const path = (saved: string) => fieldPath(RED, saved);
  const textOf = (name: TextName): string => text(settings[name]).trim();
  const limit = (name: LimitName): number | undefined => {
    assertKept(checkQualityLimit(name, textOf));
    return readNumber(textOf(name));
  };
  const status = path(settings.status);
  const good = textsIn(readTexts(settings.good));
  assertKept(checkPath(good, status?.keys ?? []));
  const rules = {
    key: path(settings.key),
    time: path(settings.time),
    maxAge: limit('maxAge'),
    zone: readZone(text(settings.zone).trim()),
    unchangedFor: limit('unchangedFor'),
    unchangedMinutes: limit('unchangedMinutes'),
    samples: path(settings.samples),
    minSamples: limit('minSamples'),
    value: path(settings.value),
    min: limit('min'),
    max: limit('max'),
    maxStep: limit('maxStep'),
    status,
    good,
    required: textsIn(readTexts(settings.required)).flatMap((each) => path(each) ?? []),
  };
  assertKept(checkQualityKey(textOf));
  return rules;
}

/** Milliseconds without a list; nothing where the alarm is off. @throws {ServiceError} CONFIG_INVALID */
export function readSilence({ silence }: QualitySettings): number | undefined {
  const saved = text(silence).trim();
  assertKept(checkPositive(saved));
  const minutes = readNumber(saved);
  return minutes === undefined ? undefined : minutes * 60_000;
}

function readNumber(given: string): number | undefined {
  return given === '' ? undefined : Number(given);
}

function readTexts(saved: string[] | string): string[] | string {
  return Array.isArray(saved) ? saved.map((each) => text(each)) : text(saved);
}

function readZone(name: string): Zone | undefined {
  if (name === '') return undefined;
  assertKept(checkZone(name));
  const zone = zones.get(name) ?? new Zone(name);
  zones.set(name, zone);
  return zone;
}
