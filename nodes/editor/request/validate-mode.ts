import { ANSWER_MODES, type InodeRequestSettings, isReference } from '../../settings';
import { both } from '../both';
import { choice } from '../choice';
import { validator } from '../validator';

type RequestNode = Partial<InodeRequestSettings>;

/** Flags a list that other methods than GET do not give. */
const matchesMethod = validator<RequestNode>((mode, { method = 'GET' }) => {
  // As Node-RED's own validators do, it prefers what the open dialog shows.
  const shown = String($('#node-input-method').val() ?? method);
  const mayBeGet = shown === 'GET' || isReference(shown);
  return mayBeGet || mode === 'answer' ? undefined : 'listNoGet';
});

export const validateMode = both<RequestNode>(choice(ANSWER_MODES), matchesMethod);
