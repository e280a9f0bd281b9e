import type { FileHandle } from "node:fs/promises";

const startBytes = 256;

/** Whether a file begins like a recording, of any version. */
export async function isRecording(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0);
  const start = buffer.toString("utf8", 0, bytesRead);
  return /^\{"v":\d+,"ts":[^,]+,"id":null,"type":"recording",/.test(start);
}
