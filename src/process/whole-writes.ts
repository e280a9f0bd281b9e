import { fstatSync, writeSync } from "node:fs";

/**
 * Has a stream that leads to a file write whole chunks: Node's takes a disk that had no room for
 * all of one for a success.
 */
export function writeWholeChunks(stream: NodeJS.WriteStream & { readonly fd: number }): void {
  if (stream.isTTY || !isFile(stream.fd)) return;
  // The hook by which Node has a stream written.
  // oxlint-disable-next-line no-underscore-dangle
  stream._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      for (let from = 0; from < chunk.length;) from += writeSync(stream.fd, chunk, from);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}
