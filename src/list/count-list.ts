import { type ListName, ServiceError } from '../errors';
import type { FirstPage } from './first-page';

/**
 * How many items a list has, where the service tells.
 *
 * @param name which list it is, for the facts of an error
 * @throws {ServiceError}
 */
export async function countList(
  name: ListName,
  firstPage: Promise<FirstPage>,
): Promise<number | undefined> {
  try {
    return (await firstPage).count;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.code, { ...error.facts, list: name });
  }
}
