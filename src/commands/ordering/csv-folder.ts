import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";

/** What a folder has for a start: a source for each CSV file, called as the file is. */
export interface CsvFolder {
  readonly files: readonly { readonly source: string; readonly path: string }[];
  /** What is passed over: the names of files that are no CSV, and of folders. */
  readonly others: readonly string[];
}

const csvName = /^(.+)\.csv$/i;

/** The entries of a folder in the order of their names. Those that are hidden do not count. */
export function csvFolderOf(folder: string, names: readonly string[]): CsvFolder {
  const shown = names.filter((name) => !name.startsWith(".")).toSorted();
  return {
    files: shown.flatMap((name) => {
      const source = csvName.exec(name)?.[1];
      // Some file systems take names apart into letters and accents.
      return source === undefined
        ? []
        : { source: source.normalize("NFC"), path: join(folder, name) };
    }),
    others: shown.filter((name) => !csvName.test(name)),
  };
}

/** @throws UsageError where it cannot be read or has no CSV file */
export async function readCsvFolder(folder: string): Promise<CsvFolder> {
  const name = `--folder ${safeText(folder)}`;
  const names = await readdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    if (code === "ENOENT") throw new UsageError(`there is no folder ${safeText(folder)}`);
    if (code === "ENOTDIR") throw new UsageError(`${name} is a file; for one source: --file`);
    throw new UsageError(`${name} cannot be read (${code})`);
  });
  const found = csvFolderOf(folder, names);
  if (found.files.length === 0) {
    throw new UsageError(`${name} has no .csv file; each is called as its source is, HR.csv`);
  }
  return found;
}
