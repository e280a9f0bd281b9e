import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type fs from "node:fs/promises";
import { writeAll } from "../system/write-all.ts";
import { headerLines } from "./header-lines.ts";

/** What is done to files beside reading and writing an open one. */
export type Disk = Pick<typeof fs, "open" | "rename" | "unlink" | "stat" | "realpath">;

/** A copy that has not grown for that long was left behind by a process that was killed. */
const abandonedMs = 60_000;
const pieceBytes = 1024 * 1024;

export interface Cut {
  readonly file: FileHandle;
  readonly path: string;
  /** The offset from which the newest part is kept, if a part that can be replayed begins there. */
  readonly from: number;
  /** Writes to the file what has come meanwhile, so that a crash loses nothing. */
  readonly between: () => Promise<void>;
  /** The recording ends: the cut can wait for the next one. */
  readonly isGivenUp: () => boolean;
  /** Closes the file, on Windows, which may replace none that is open. */
  readonly release: (() => Promise<void>) | undefined;
}

/**
 * Cuts the oldest part off a recording: copies the rest into a file beside it, which then takes its
 * name, so that there is a whole recording under that name at any moment.
 *
 * @returns the new file, open; undefined where nothing was cut
 */
export async function cut(disk: Disk, { file, path, from, release, ...progress }: Cut) {
  const start = await partFrom(file, from);
  if (start === undefined) return undefined;
  const besides = partPath(path);
  await removeAbandoned(disk, besides);
  const { O_APPEND, O_CREAT, O_EXCL, O_RDWR } = constants;
  const { mode } = await file.stat();
  // Only one process cuts at a time.
  const copy = await disk.open(besides, O_RDWR | O_APPEND | O_CREAT | O_EXCL, mode % 0o1000);
  try {
    let at = start;
    for (let isSafe = false; ; isSafe = true) {
      at = await copied(file, copy, at, progress);
      if (progress.isGivenUp()) throw new Error("the recording has ended");
      // What is on its way to the disk would be lost with the power.
      if (isSafe) break;
      await copy.datasync();
    }
    await disk.rename(besides, path).catch(async (error: unknown) => {
      if (!release) throw error;
      await release();
      await disk.rename(besides, path);
    });
    // Another process may have written to the file until then.
    const rest = { between: async () => undefined, isGivenUp: () => false };
    await copied(file, copy, at, rest).catch(() => undefined);
    return copy;
  } catch (error) {
    await copy.close();
    await disk.unlink(besides).catch(() => undefined);
    throw error;
  }
}

/** Where the rest is while it is copied. */
function partPath(path: string): string {
  return `${path}.part`;
}

/** Removes what a process that was killed has left beside the recording. */
export async function removeAbandoned(disk: Disk, path: string): Promise<void> {
  const found = await disk.stat(partPath(path)).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > abandonedMs) await disk.unlink(partPath(path));
}

async function partFrom(file: FileHandle, from: number): Promise<number | undefined> {
  const readAt = async (into: Uint8Array, at: number) =>
    (await file.read(into, 0, into.length, at)).bytesRead;
  // A line that begins there is one only if the one before ends there.
  for await (const { at } of headerLines(readAt, Math.max(0, from - 1))) {
    if (at > 0 && at >= from) return at;
  }
  return undefined;
}

/** @returns the offset up to which it has been copied: the end of the file */
async function copied(
  file: FileHandle,
  copy: FileHandle,
  from: number,
  { between, isGivenUp }: Pick<Cut, "between" | "isGivenUp">,
): Promise<number> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (let at = from; !isGivenUp();) {
    await between();
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return at;
    await writeAll(copy, piece.subarray(0, bytesRead));
    at += bytesRead;
  }
  return from;
}
