import { fstatSync, writeSync } from "node:fs";

/** Writes whole chunks to a file: Node takes a disk without room for all of one for a success. */
export function writeWholeChunks(stream: NodeJS.WriteStream & { readonly fd: number }): void {
  if (stream.isTTY || !isFile(stream.fd)) return;
  // oxlint-disable-next-line no-underscore-dangle -- the hook of Node's streams
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
