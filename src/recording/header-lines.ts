import type { TextLine } from "./lines.ts";

/** Reads bytes from an offset in a file into a buffer; returns how many, 0 at the end. */
export type ReadAt = (into: Uint8Array, at: number) => Promise<number>;

const mark = '"type":"recording"';
/** A header has its type among its first keys. */
const longestStart = 256;
const roomBytes = 1024 * 1024;
/** As for any line of a recording. */
const longestBytes = 32 * 1024 * 1024;
const lineEnd = "\n";

/**
 * The lines that begin a watch, from an offset on where a line begins. It looks for their bytes
 * alone, which is many times as fast as reading each line, and reuses its memory.
 */
export async function* headerLines(
  readAt: ReadAt,
  from = 0,
): AsyncGenerator<TextLine, void, undefined> {
  let room = Buffer.allocUnsafe(roomBytes);
  let filled = 0;
  /** The offset of the room. */
  let at = from;
  for (let isOver = false; !isOver;) {
    const count = await readAt(room.subarray(filled), at + filled);
    isOver = count === 0;
    filled += count;
    const bytes = room.subarray(0, filled);
    let done = 0;
    let keptFrom = Math.max(0, filled - 2 * longestStart);
    for (let found = bytes.indexOf(mark); found >= 0; found = bytes.indexOf(mark, done)) {
      const start = bytes.lastIndexOf(lineEnd, found) + 1;
      const end = bytes.indexOf(lineEnd, found);
      const isHeader = found - start <= longestStart && (start > 0 || at === from);
      if (end < 0 && !isOver && isHeader && filled - start < longestBytes) {
        keptFrom = Math.max(0, start - 1);
        break;
      }
      if (isHeader) {
        yield { text: bytes.toString("utf8", start, end < 0 ? filled : end), at: at + start };
      }
      done = end < 0 ? filled : end + 1;
    }
    // With the line end, by which the next line is known to begin.
    keptFrom = Math.max(keptFrom, done - 1);
    if (keptFrom === 0 && filled === room.length) room = Buffer.concat([room], 2 * room.length);
    room.copyWithin(0, keptFrom, filled);
    at += keptFrom;
    filled -= keptFrom;
  }
}
