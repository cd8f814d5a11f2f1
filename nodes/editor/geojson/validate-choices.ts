import { LOCATIONS, MAP_OUTPUTS, PRECISIONS } from '../../settings';
import { choice } from '../choice';

export const validateOutput = choice(MAP_OUTPUTS);

export const validateLocation = choice(LOCATIONS);

export const validatePrecision = choice(PRECISIONS);
