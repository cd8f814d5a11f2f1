import { dashboardCases } from './cases/dashboard';
import { mapCases } from './cases/map';
import { sqliteCases } from './cases/sqlite';
import { useNodeRed } from './support/use-node-red';

describe('Examples with the nodes of others', function () {
  this.timeout(60_000);
  const nodeRed = useNodeRed();

  dashboardCases(nodeRed);
  mapCases(nodeRed);
  sqliteCases(nodeRed);
});
