import { textOfBytes } from "./text-of-bytes.ts";
import { readSmallFile } from "./small-file.ts";
import { UsageError } from "./usage-error.ts";

export interface SecretFile {
  readonly text: string;
  /** Whether other users may read it; false where the system has no such bits. */
  readonly isOpenToOthers: boolean;
}

/** Of group and others. */
const readableByOthers = 0o044;
const longestFileBytes = 1024 * 1024;
/** A pipe in its place is written by the shell that made it. */
const pipeTimeoutMs = 5000;

/** Reads a file, if it exists, called `name` in its UsageError where it cannot be read. */
export async function readSecretFile(
  path: string,
  name: string,
  platform: NodeJS.Platform,
): Promise<SecretFile | undefined> {
  try {
    const { bytes, mode } = await readSmallFile(path, name, longestFileBytes, pipeTimeoutMs);
    const text = textOfBytes(bytes);
    // Windows invents the bits.
    const hasModes = platform !== "win32";
    return { text, isOpenToOthers: hasModes && (mode & readableByOthers) !== 0 };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (typeof code !== "string") throw error;
    throw new UsageError(`${name} cannot be read (${code}); make it readable, or remove it`);
  }
}

/** What to say of a file that holds a secret, where other users may read it. */
export function openFileWarning(name: string, { isOpenToOthers }: SecretFile): string | undefined {
  return isOpenToOthers
    ? `other users can read ${name}, which holds a secret; to prevent that: chmod 600 ${name}`
    : undefined;
}
