import { constants } from "node:fs";
import { open, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { generationName, generationsAmong, isKept, newestOf } from "./generations.ts";

/** A second try is rare, a third one rarer; only a folder that somebody tampers with needs more. */
const mostTries = 50;

/**
 * Appends a line to the newest generation, or begins the next one, and deletes those that are no
 * longer kept. Needs no lock, so none is left behind by a process that is killed.
 *
 * A line that went to a generation which was no longer the newest could be deleted too early.
 * So the folder is looked at once more afterwards, and such a line is appended again: it may be
 * there twice, but is never lost before all that was written earlier.
 *
 * @param folder must be there
 * @param line with its end
 * @param generationBytes how large a generation may become; a few lines more where several
 *   processes write at the same moment
 * @throws what the file system throws
 */
export async function appendLine(
  folder: string,
  line: Buffer,
  generationBytes: number,
): Promise<void> {
  const largest = generationBytes - line.length;
  for (let tries = 0; tries < mostTries; tries += 1) {
    // Each step is about the folder as the one before left it.
    // oxlint-disable-next-line no-await-in-loop
    const generation = await appendOnce(folder, line, largest);
    // oxlint-disable-next-line no-await-in-loop
    const generations = generationsAmong(await readdir(folder));
    const outdated = generations.filter((one) => !isKept(one, generations));
    // Where one cannot be deleted, or another process was quicker, the next writer tries again.
    // oxlint-disable-next-line no-await-in-loop
    await Promise.allSettled(outdated.map((one) => unlink(join(folder, generationName(one)))));
    if (generation === newestOf(generations)) return;
  }
  throw new Error(`the files in ${folder} change too fast`);
}

/** @returns the generation that the line went to */
async function appendOnce(folder: string, line: Buffer, largest: number): Promise<number> {
  const newest = newestOf(generationsAmong(await readdir(folder)));
  if (await writeTo(join(folder, generationName(newest)), line, largest)) return newest;
  await writeTo(join(folder, generationName(newest + 1)), line, Infinity);
  return newest + 1;
}

/**
 * Writes a line in one piece, so that those of other processes stand before it or after it.
 *
 * @param largest a file of more bytes than that is left as it is, unless it is empty
 * @returns whether it was written
 */
async function writeTo(path: string, line: Buffer, largest: number): Promise<boolean> {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
  const file = await open(path, flags, 0o600);
  try {
    const { size } = await file.stat();
    if (size > 0 && size > largest) return false;
    const { bytesWritten } = await file.write(line);
    if (bytesWritten < line.length) throw new Error(`no space left for ${path}`);
    return true;
  } finally {
    await file.close();
  }
}
