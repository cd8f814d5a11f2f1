import { accessibilityCases } from './cases/accessibility';
import { accountCases } from './cases/accounts';
import { exampleCases } from './cases/examples';
import { keyboardCases } from './cases/keyboard';
import { layoutCases } from './cases/layout';
import { mistakeCases } from './cases/mistakes';
import { paletteCases } from './cases/palette';
import { questionCases } from './cases/questions';
import { savedFlowCases } from './cases/saved-flows';
import { subflowCases } from './cases/subflows';
import { writtenMistakeCases } from './cases/written-mistakes';
import { writtenTextCases } from './cases/written-texts';
import { useBed } from './support/use-bed';

describe('the package in the editor', () => {
  const bed = useBed();

  paletteCases(bed);
  accountCases(bed);
  mistakeCases(bed);
  questionCases(bed);
  exampleCases(bed);
  savedFlowCases(bed);
  writtenTextCases(bed);
  writtenMistakeCases(bed);
  subflowCases(bed);
  keyboardCases(bed);
  accessibilityCases(bed);
  layoutCases(bed);
});
