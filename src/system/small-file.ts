import * as fs from "node:fs";
import { Socket } from "node:net";
import { promisify } from "node:util";
import { UsageError } from "./usage-error.ts";

/** Its `mode` as `stat` has it. */
export interface SmallFile {
  readonly bytes: Buffer;
  readonly mode: number;
}

const chunkBytes = 64 * 1024;

// A file handle closes its descriptor when it is collected; a pipe's is closed by its socket.
const open = promisify(fs.open);
const read = promisify(fs.read);
const fstat = promisify(fs.fstat);
const close = promisify(fs.close);

/**
 * Reads all of a file, or of a pipe that a shell makes (`<(…)`), which may be silent for
 * `timeoutMs`. A named pipe without a writer, and a device other than an empty one, are refused.
 *
 * @throws UsageError; the system's own error where it cannot be opened or read
 */
export async function readSmallFile(
  path: string,
  name: string,
  mostBytes: number,
  timeoutMs: number,
): Promise<SmallFile> {
  const descriptor = await open(path, readNow);
  let isPipe = false;
  try {
    const stat = await fstat(descriptor);
    const { mode } = stat;
    if (stat.isFIFO()) {
      const start = await firstOfPipe(descriptor);
      if (start?.length === 0) throw new UsageError(`${name} is a pipe that nothing writes to`);
      if (start && start.length > mostBytes) throw tooLong(name, mostBytes);
      isPipe = true;
      const chunks = start ? [start] : [];
      return { bytes: await readPipe(descriptor, name, mostBytes, timeoutMs, chunks), mode };
    }
    if (stat.isFile() || stat.isDirectory()) {
      return { bytes: await readToEnd(descriptor, name, mostBytes), mode };
    }
    if (stat.isCharacterDevice() && (await isEmptyDevice(descriptor))) {
      return { bytes: Buffer.alloc(0), mode };
    }
    throw new UsageError(`${name} is not a file; write what it brings to a file first`);
  } finally {
    if (!isPipe) await close(descriptor);
  }
}

/** Without O_NONBLOCK, opening a named pipe waits for a writer. */
export const readNow = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

async function readToEnd(descriptor: number, name: string, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let held = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await read(descriptor, chunk, 0, chunkBytes, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    held += bytesRead;
    if (held > mostBytes) throw tooLong(name, mostBytes);
    chunks.push(chunk.subarray(0, bytesRead));
  }
}

/** What a pipe has now: nothing without a writer, undefined where one is still to write. */
async function firstOfPipe(descriptor: number): Promise<Buffer | undefined> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  try {
    const { bytesRead } = await read(descriptor, chunk, 0, chunkBytes, null);
    return chunk.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return undefined;
    throw error;
  }
}

/** Reads on by a socket, which waits without blocking a thread, and closes the descriptor. */
async function readPipe(
  descriptor: number,
  name: string,
  mostBytes: number,
  timeoutMs: number,
  chunks: Buffer[],
): Promise<Buffer> {
  const pipe = new Socket({ fd: descriptor, readable: true, writable: false });
  pipe.setTimeout(timeoutMs, () =>
    pipe.destroy(
      new UsageError(`${name} is a pipe that brought nothing for ${timeoutMs / 1000} seconds`),
    ),
  );
  let held = chunks.reduce((sum, { length }) => sum + length, 0);
  for await (const chunk of pipe as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    held += chunk.length;
    if (held > mostBytes) break;
  }
  if (held > mostBytes) throw tooLong(name, mostBytes);
  return Buffer.concat(chunks);
}

/** Whether it is a device like /dev/null; others never end, or wait for input. */
async function isEmptyDevice(descriptor: number): Promise<boolean> {
  try {
    return (await read(descriptor, Buffer.allocUnsafe(1), 0, 1, null)).bytesRead === 0;
  } catch {
    return false;
  }
}

function tooLong(name: string, mostBytes: number): UsageError {
  const mebibytes = mostBytes / 1024 / 1024;
  return new UsageError(`${name} is longer than ${mebibytes} MiB; is it the right one?`);
}
