import type { InodeRequestSettings } from '../../settings';
import { validator } from '../validator';

/** Flags a list that other methods than GET do not give. */
export const validateMode = validator<Partial<InodeRequestSettings>>((mode, { method }) => {
  // As Node-RED's own validators do, it prefers what the open dialog shows.
  const shown = String($('#node-input-method').val() ?? method);
  return shown === 'GET' || mode === 'answer' ? undefined : 'listNoGet';
});
