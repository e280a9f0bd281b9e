import type { FileHandle } from "node:fs/promises";
import { writeAll } from "../system/write-all.ts";
import { cut, type Disk } from "./cut.ts";
import type { StateSchedule } from "./state-schedule.ts";

/** A file of recordings that is kept within a limit. */
export interface BoundedFile {
  /** Whole lines, in one write where the disk accepts it. */
  readonly append: (bytes: Uint8Array, signal: AbortSignal) => Promise<void>;
  /** Cuts the oldest part off if the file has come near its limit. */
  readonly keepWithin: (between: () => Promise<void>, isGivenUp: () => boolean) => Promise<void>;
  /** Why it is larger than its limit, if it is. */
  readonly problem: () => unknown;
  readonly close: () => Promise<void>;
}

export interface Opened {
  readonly file: FileHandle;
  readonly path: string;
  /** As it was opened, but does not make a file. */
  readonly reopen: () => Promise<FileHandle>;
}

/** What comes while the oldest part is cut off has room in the rest. */
const fullPart = 15 / 16;
/** What is kept of it, at most. */
const keptPart = 3 / 4;

/** @param states undefined for no limit */
export function boundFile(
  opened: Opened,
  states: StateSchedule | undefined,
  disk: Disk,
  platform: NodeJS.Platform,
): BoundedFile {
  const { path } = opened;
  let { file } = opened;
  let size = 0;
  let retryAt = 0;
  let problem: unknown;

  async function replace(next: FileHandle): Promise<void> {
    const before = file;
    file = next;
    states?.demand();
    await before.close().catch(() => undefined);
  }

  return {
    async append(bytes, signal) {
      await writeAll(file, bytes, signal);
      const stat = await file.stat();
      size = stat.size;
      if (!stat.isFile() || stat.nlink > 0) return;
      // Another process has cut the recording, and may not have seen these lines any more.
      const next = await opened.reopen().catch(() => undefined);
      if (!next) return;
      await replace(next);
      await writeAll(file, bytes, signal);
    },
    async keepWithin(between, isGivenUp) {
      if (!states || size < states.limit() * fullPart || size < retryAt) return;
      const from = Math.ceil(size - states.limit() * keptPart);
      let isReleased = false;
      const release = async () => {
        isReleased = true;
        await file.close();
      };
      try {
        const next = await cut(disk, {
          file,
          path,
          from,
          between,
          isGivenUp,
          release: platform === "win32" ? release : undefined,
        });
        if (next) {
          ({ size } = await next.stat());
          await replace(next);
          problem = undefined;
          retryAt = 0;
          return;
        }
        // The next one is the beginning of what is kept.
        states.demand();
      } catch (error) {
        if (isReleased) file = await opened.reopen().catch(() => file);
        // A recording that ends is not cut any more.
        if (isGivenUp()) return;
        problem = error;
      }
      retryAt = size + states.limit() * (1 - fullPart);
    },
    problem: () => problem,
    close: () => file.close(),
  };
}
