import type { FaultGroup } from '../fault-case';
import { INNERSPACE } from '../services/innerspace';
import { INODE } from '../services/inode';
import { RDP } from '../services/rdp';
import type { TestedService } from '../services/tested-service';
import { INNERSPACE_FAULTS } from './innerspace';
import { INODE_FAULTS } from './inode';
import { RDP_FAULTS } from './rdp';

/**
 * Every fault that the nodes are put through, service by service. The suite
 * drives each of them and compares docs/reports/faults.md with what it saw.
 */
export const FAULTS: ReadonlyMap<TestedService, readonly FaultGroup[]> = new Map([
  [INODE, INODE_FAULTS],
  [INNERSPACE, INNERSPACE_FAULTS],
  [RDP, RDP_FAULTS],
]);
