import { ServiceError } from '../errors';
import type { FirstPage } from './first-page';

/**
 * How many items a list has, where the service tells.
 *
 * @param name what the list is called in the facts of an error
 * @throws {ServiceError}
 */
export async function countList(
  name: string,
  firstPage: Promise<FirstPage>,
): Promise<number | undefined> {
  try {
    return (await firstPage).count;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.code, { ...error.facts, list: name });
  }
}
