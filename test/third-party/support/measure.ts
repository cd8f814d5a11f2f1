import type { Simulator } from '../../../simulator/index';
import { servedLinks } from './served';
import type { Measurement } from './usual';

/** The travel times that the simulator has measured at this moment. */
export async function measure(simulator: Simulator): Promise<Measurement[]> {
  return (await servedLinks(simulator)).flatMap(
    ({ name: link, travel_time: travelTime, last_update: time }) =>
      travelTime === null ? [] : [{ link, time: Date.parse(time), travelTime }],
  );
}
