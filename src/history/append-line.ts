import { constants } from "node:fs";
import { open, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { generationName, generationsAmong, isKept, newestOf } from "./generations.ts";

/** A second try is rare, a third rarer still. */
const mostTries = 50;

/**
 * Appends a line to the newest generation or starts the next one, and deletes those no longer kept.
 * Needs no lock, so a killed process leaves none behind. A line in a generation that is no longer
 * the newest could be deleted too early, so the folder is read once more afterwards, and such a
 * line is appended again: it may exist twice, but never disappears before earlier ones.
 */
export async function appendLine(
  folder: string,
  line: Buffer,
  generationBytes: number,
): Promise<void> {
  const largest = generationBytes - line.length;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const generation = await appendOnce(folder, line, largest);
    const generations = generationsAmong(await readdir(folder));
    const outdated = generations.filter((one) => !isKept(one, generations));
    // If one cannot be deleted, the next writer tries again.
    await Promise.allSettled(outdated.map((one) => unlink(join(folder, generationName(one)))));
    if (generation === newestOf(generations)) return;
  }
  throw new Error(`the files in ${folder} change too fast`);
}

async function appendOnce(folder: string, line: Buffer, largest: number): Promise<number> {
  const newest = newestOf(generationsAmong(await readdir(folder)));
  if (await writeTo(join(folder, generationName(newest)), line, largest)) return newest;
  await writeTo(join(folder, generationName(newest + 1)), line, Infinity);
  return newest + 1;
}

/** Writes in one piece, so that lines of other processes stay whole; false if the file is full. */
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
