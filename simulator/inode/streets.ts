/** A street of Ottawa's Centretown. */
export interface Street {
  readonly name: string;
  /** Metres from the first street that runs the same way. */
  readonly at: number;
  /** Kilometres per hour. */
  readonly freeFlowSpeed: number;
}

/** Streets that run from the river southwards, listed from west to east. */
export const NORTH_SOUTH_STREETS: readonly Street[] = [
  { name: 'Bronson Avenue', at: 0, freeFlowSpeed: 50 },
  { name: 'Bay Street', at: 440, freeFlowSpeed: 40 },
  { name: 'Lyon Street', at: 600, freeFlowSpeed: 50 },
  { name: 'Kent Street', at: 760, freeFlowSpeed: 50 },
  { name: 'Bank Street', at: 950, freeFlowSpeed: 40 },
  { name: "O'Connor Street", at: 1130, freeFlowSpeed: 50 },
  { name: 'Metcalfe Street', at: 1340, freeFlowSpeed: 50 },
  { name: 'Elgin Street', at: 1570, freeFlowSpeed: 40 },
];

/** Streets that cross them, listed from north to south. */
export const EAST_WEST_STREETS: readonly Street[] = [
  { name: 'Wellington Street', at: 0, freeFlowSpeed: 50 },
  { name: 'Albert Street', at: 260, freeFlowSpeed: 50 },
  { name: 'Slater Street', at: 340, freeFlowSpeed: 50 },
  { name: 'Laurier Avenue West', at: 430, freeFlowSpeed: 40 },
  { name: 'Gloucester Street', at: 520, freeFlowSpeed: 40 },
  { name: 'Nepean Street', at: 600, freeFlowSpeed: 40 },
  { name: 'Lisgar Street', at: 680, freeFlowSpeed: 40 },
  { name: 'Cooper Street', at: 760, freeFlowSpeed: 40 },
  { name: 'Somerset Street West', at: 850, freeFlowSpeed: 40 },
  { name: 'MacLaren Street', at: 930, freeFlowSpeed: 40 },
  { name: 'Gilmour Street', at: 1010, freeFlowSpeed: 40 },
  { name: 'Gladstone Avenue', at: 1200, freeFlowSpeed: 50 },
  { name: 'McLeod Street', at: 1290, freeFlowSpeed: 40 },
  { name: 'Catherine Street', at: 1520, freeFlowSpeed: 60 },
];
