import { textOfBytes } from "./text-of-bytes.ts";
import { readSmallFile } from "./small-file.ts";
import { UsageError } from "./usage-error.ts";

/** A file that may hold a secret. */
export interface SecretFile {
  readonly text: string;
  /** Whether users other than its owner may read it; false where the system has no such bits. */
  readonly isOpenToOthers: boolean;
}

/** The bits that let the group and everybody read. */
const readableByOthers = 0o044;
/** No configuration is near that. */
const longestFileBytes = 1024 * 1024;
/** A pipe in its place is written to by the shell that made it. */
const pipeTimeoutMs = 5000;

/**
 * Reads a file.
 *
 * @param name what to call it in errors
 * @param platform as `process.platform`
 * @returns undefined where there is none
 * @throws UsageError where it cannot be read
 */
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
    throw new UsageError(`${name} cannot be read (${code}); make it readable, or take it away`);
  }
}

/** What to say of a file that holds a secret; undefined where nobody else may read it. */
export function openFileWarning(name: string, { isOpenToOthers }: SecretFile): string | undefined {
  return isOpenToOthers
    ? `other users may read ${name}, which holds a secret; close it to them: chmod 600 ${name}`
    : undefined;
}
