import { errorText } from '../../nodes/error-text';
import { createTranslate } from '../../nodes/lib/translate';
import type { ServiceError } from '../../src/errors';

/** A runtime without catalogs: the nodes speak English there. */
const translate = createTranslate({ _: (key: string) => key });

/** What a flow reads of an error, in English. */
export function englishText(error: ServiceError): string {
  return errorText(translate, error);
}
