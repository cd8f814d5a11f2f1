import { REQUEST_METHODS } from '../../settings';
import { choice } from '../choice';

export const validateMethod = choice(REQUEST_METHODS);
