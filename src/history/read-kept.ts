import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { generationName, generationsAmong, isKept } from "./generations.ts";

/** The texts of the kept generations, oldest first; of a file beyond `mostBytes` only its end. */
export async function readKept(folder: string, mostBytes: number): Promise<readonly string[]> {
  const generations = generationsAmong(await unlessMissing(readdir(folder), []));
  const kept = generations.filter((one) => isKept(one, generations));
  return Promise.all(
    kept.map((one) => {
      const end = readEnd(join(folder, generationName(one)), mostBytes);
      // Another process may start a new one meanwhile and delete this one.
      return unlessMissing(end, "");
    }),
  );
}

async function readEnd(path: string, mostBytes: number): Promise<string> {
  const { size } = await stat(path);
  const start = Math.max(0, size - mostBytes);
  return text(createReadStream(path, { start, end: start + mostBytes - 1 }));
}

async function unlessMissing<Value>(reading: Promise<Value>, missing: Value): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return missing;
    throw error;
  }
}
