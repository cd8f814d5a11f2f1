import {
  ACCOUNT_DEFAULTS,
  CHANGES_DEFAULTS,
  GEOJSON_DEFAULTS,
  GRAPHQL_DEFAULTS,
  INNERSPACE_BEFORE,
  INNERSPACE_DEFAULTS,
  INODE_REQUEST_DEFAULTS,
  LIST_DEFAULTS,
  QUALITY_DEFAULTS,
  RDP_DEFAULTS,
  REQUEST_BEFORE,
  REQUEST_DEFAULTS,
} from '../../nodes/settings';

const DEFAULTS: Readonly<Record<string, object>> = {
  'inode-config': ACCOUNT_DEFAULTS,
  'inode-links': LIST_DEFAULTS,
  'inode-devices': LIST_DEFAULTS,
  'inode-request': INODE_REQUEST_DEFAULTS,
  'inode-changes': CHANGES_DEFAULTS,
  'inode-geojson': GEOJSON_DEFAULTS,
  'inode-quality': QUALITY_DEFAULTS,
  'innerspace-config': INNERSPACE_DEFAULTS,
  'innerspace-query': GRAPHQL_DEFAULTS,
  'rdp-config': RDP_DEFAULTS,
  'rdp-request': REQUEST_DEFAULTS,
};

/** What a node of a type saves where nobody has chosen anything; nothing for the types of others. */
export function defaultsOf(type: string): object {
  return DEFAULTS[type] ?? {};
}

/** What holds for a node that was saved: the defaults for what it lacks, or what was before them. */
export function settingsBehind(saved: { type: string }): object {
  const isInnerspace = saved.type === 'innerspace-config' && !('generation' in saved);
  const isRequest = saved.type.endsWith('-request') && !('answer' in saved);
  return {
    ...defaultsOf(saved.type),
    ...(isInnerspace && INNERSPACE_BEFORE),
    ...(isRequest && REQUEST_BEFORE),
  };
}
