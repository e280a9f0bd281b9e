import { basename } from "node:path";
import { readSmallFile } from "../../system/small-file.ts";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";

/** All files of a run are held until they are sent, and few tenants take as much. */
const mostBytes = 512 * 1024 * 1024;
const mebibyte = 1024 * 1024;

/** What writes to a pipe may have to ask a database first. */
const pipeTimeoutMs = 30_000;

/** Reads CSV files, which are 512 MiB together at most. */
export interface CsvReader {
  /** @throws UsageError that names the file as the user did, also where it is empty */
  readonly read: (path: string, calledBy?: "--file") => Promise<File>;
}

export function createCsvReader(most = mostBytes): CsvReader {
  let held = 0;
  return {
    async read(path, calledBy) {
      const name = calledBy === undefined ? safeText(path) : `${calledBy} ${safeText(path)}`;
      const { bytes } = await readSmallFile(path, name, most, pipeTimeoutMs).catch(
        (error: unknown) => {
          throw error instanceof UsageError ? error : unreadable(name, error);
        },
      );
      if (!bytes.some(isText))
        throw new UsageError(`${name} is empty; a CSV begins with its columns`);
      held += bytes.length;
      if (held > most) {
        throw new UsageError(
          `the CSV files are longer than ${most / mebibyte} MiB together; start them in several runs`,
        );
      }
      return new File([bytes], basename(path), { type: "text/csv" });
    },
  };
}

/** Neither a blank nor part of a byte order mark. */
function isText(byte: number): boolean {
  return byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf;
}

function unreadable(name: string, error: unknown): UsageError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
  if (code === "ENOENT") return new UsageError(`${name} does not exist`);
  if (code === "EISDIR") return new UsageError(`${name} is a folder; give a CSV file`);
  return new UsageError(`${name} cannot be read (${code})`);
}
