import type { NodeAPI } from 'node-red';
import type { Rules } from '../../../src/quality/rules';
import type { FieldPath } from '../../../src/quality/sighting';
import { Zone } from '../../../src/quality/zone';
import {
  checkLimit,
  checkLists,
  checkPath,
  checkPositive,
  checkRange,
  checkWhole,
  checkZone,
} from '../../rules';
import { type QualitySettings, textsIn } from '../../settings';
import { propertyPath } from '../property-path';
import { assertKept, invalid, text } from '../saved-values';

type Check = (text: string) => ReturnType<typeof checkLimit>;

/** The zones that are in use: each is slow to make. */
const zones = new Map<string, Zone>();

/**
 * How the settings of an `inode-quality` want lists to be judged.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readQualityRules(RED: NodeAPI, settings: QualitySettings): Rules {
  const path = (saved: string): FieldPath | undefined => readPath(RED, saved);
  const samples = path(settings.samples);
  const minSamples = readNumber(settings.minSamples, checkWhole);
  const status = path(settings.status);
  const good = textsIn(readTexts(settings.good));
  const time = path(settings.time);
  const maxAge = readNumber(settings.maxAge, checkPositive);
  const value = path(settings.value);
  const min = readNumber(settings.min, checkLimit);
  const max = readNumber(settings.max, checkLimit);
  const maxStep = readNumber(settings.maxStep, checkPositive);
  const unchangedFor = readNumber(settings.unchangedFor, checkLists);
  const unchangedMinutes = readNumber(settings.unchangedMinutes, checkPositive);
  const key = path(settings.key);

  assertPath([maxAge], time);
  assertPath([minSamples], samples);
  assertPath([min, max, maxStep], value);
  assertPath(good, status);
  assertPath([unchangedFor, unchangedMinutes], value ?? time);
  // What an item was before is known by its key alone.
  assertPath([maxStep, unchangedFor, unchangedMinutes], key);
  assertKept(checkRange(text(settings.min).trim(), text(settings.max).trim()));
  const required = textsIn(readTexts(settings.required)).flatMap((each) => path(each) ?? []);
  return {
    key,
    time,
    maxAge,
    zone: readZone(text(settings.zone).trim()),
    unchangedFor,
    unchangedMinutes,
    samples,
    minSamples,
    value,
    min,
    max,
    maxStep,
    status,
    good,
    required,
  };
}

/** Milliseconds without a list; nothing where the alarm is off. @throws {ServiceError} CONFIG_INVALID */
export function readSilence({ silence }: QualitySettings): number | undefined {
  const minutes = readNumber(silence, checkPositive);
  return minutes === undefined ? undefined : minutes * 60_000;
}

function readPath(RED: NodeAPI, saved: string): FieldPath | undefined {
  const path = text(saved).trim();
  if (path === '') return undefined;
  const keys = propertyPath(RED, path);
  if (keys.length === 0) throw invalid('pathInvalid', { path });
  return { text: path, keys };
}

function readNumber(saved: string | number, check: Check): number | undefined {
  const given = text(saved).trim();
  assertKept(check(given));
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

function assertPath(limits: readonly unknown[], path: FieldPath | undefined): void {
  assertKept(
    checkPath(
      limits.filter((limit) => limit !== undefined),
      path?.keys ?? [],
    ),
  );
}
