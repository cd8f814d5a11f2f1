import { asRecord } from '../json-value';

/**
 * Whose a kept file is: its first line, in clear, so that what belongs to nobody any more
 * can be removed without a key. It holds no secret: the flows have the same ids.
 */
export interface FileLabel {
  /** The type of the account's node. */
  readonly type: string;
  /** The id of the account; inside of subflows its path, as `tab/instance/account`. */
  readonly account: string;
  /** The path of the flow file of the Node-RED that wrote it: several may share a user directory. */
  readonly flows: string;
  /** The project of that flow file, where there was one. */
  readonly project: string;
  /** How the account signs in, where there is a choice. */
  readonly signIn: string;
}

const BREAK = Buffer.from('\n');

/** The content of a file with its label; without a label as it is. */
export function withLabel(label: FileLabel | undefined, content: Buffer): Buffer {
  if (label === undefined) return content;
  return Buffer.concat([Buffer.from(JSON.stringify(label)), BREAK, content]);
}

/** What is behind the label, which files of versions before 1.0 do not have. */
export function withoutLabel(file: Buffer): Buffer {
  return file.toString('latin1', 0, 1) === '{' ? file.subarray(endOf(file) + 1) : file;
}

/** The label of a file, if it has a valid one. */
export function labelOf(file: Buffer): FileLabel | undefined {
  try {
    const parsed: unknown = JSON.parse(file.toString('utf8', 0, endOf(file)));
    const { type, account, flows, project, signIn } = asRecord(parsed);
    const texts = { type, account, flows, project, signIn };
    return isLabel(texts) ? texts : undefined;
  } catch {
    return undefined;
  }
}

function endOf(file: Buffer): number {
  const end = file.indexOf(BREAK);
  return end < 0 ? file.length : end;
}

function isLabel(
  texts: Record<keyof FileLabel, unknown>,
): texts is Record<keyof FileLabel, string> {
  return Object.values(texts).every((text) => typeof text === 'string');
}
