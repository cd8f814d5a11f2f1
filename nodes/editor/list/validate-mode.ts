import { LIST_MODES } from '../../settings';
import { choice } from '../choice';

export const validateMode = choice(LIST_MODES);
