import { execFileSync } from "node:child_process";
import { constants, createReadStream } from "node:fs";
import { mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tryAppended } from "../../../src/system/appended-file.ts";
import { makeFolder } from "../../../src/system/make-folder.ts";
import { openRecordingFile } from "../../../src/recording/recording-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-files-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a folder", () => {
  test("is made with those above it, for this user alone", async () => {
    const path = join(folder, "a", "b", "c");
    await makeFolder(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await makeFolder(path);
  });

  test("is made by several at once", async () => {
    const path = join(folder, "a", "b", "c");
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(path)));
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  test("that cannot be made is an error, where the one above lets nothing be made", async () => {
    await expect(makeFolder("/proc/x/aggwatch")).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("is not made where a file stands in its way", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(makeFolder(join(folder, "file"))).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeFolder(join(folder, "file", "a"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });
});

describe("a file that something is appended to later", () => {
  const { signal } = new AbortController();
  const marked = (hasText: boolean) => (hasText ? "more" : "first");

  test("is made when it is tried, and has what is appended", async () => {
    const path = join(folder, "new");
    const file = await tryAppended(path);
    expect(await readFile(path, "utf8")).toBe("");
    await file.append(marked, signal);
    await (await tryAppended(path)).append(marked, signal);
    expect(await readFile(path, "utf8")).toBe("firstmore");
  });

  test("has what replaces it, also where a file that is appended to can't be emptied", async () => {
    const path = join(folder, "summary");
    await writeFile(path, "before, and longer");
    /** As Windows opens files. */
    const onWindows = (async (name: string, flags: number, mode: number) => {
      const file = await open(name, flags, mode);
      const refused = Object.assign(new Error("truncate"), { code: "EPERM" });
      if (flags & constants.O_APPEND) file.truncate = () => Promise.reject(refused);
      return file;
    }) as typeof open;
    await (await tryAppended(path, onWindows)).replace("now", signal);
    expect(await readFile(path, "utf8")).toBe("now");
  });

  test("is found where it has been replaced since it was tried", async () => {
    const path = join(folder, "replaced");
    const file = await tryAppended(path);
    await rm(path);
    await file.append(marked, signal);
    expect(await readFile(path, "utf8")).toBe("first");
  });

  test.for(["missing/file", ""])("is refused where it cannot be written: %s", async (name) => {
    await expect(tryAppended(join(folder, name))).rejects.toThrow(/ENOENT|EISDIR/);
  });

  test("a named pipe that has a reader gives it all of it, and no end before", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const read = text(createReadStream(path));
    const file = await tryAppended(path);
    const long = "x".repeat(300_000);
    await file.append(() => long, signal);
    expect((await read).length).toBe(long.length);
  });

  test("a named pipe may get its reader later, or is given up", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const late = await tryAppended(path);
    const appended = late.append(marked, signal);
    expect(await text(createReadStream(path))).toBe("first");
    await appended;
    const leave = new AbortController();
    const given = (await tryAppended(path)).append(marked, leave.signal);
    leave.abort();
    await expect(given).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("a recording into a pipe that nothing reads is given up, and no thread waits for it", async () => {
  const path = join(folder, "pipe");
  execFileSync("mkfifo", [path]);
  const file = await openRecordingFile(path, 1_000_000);
  for (let line = 0; line < 200; line += 1) file.write("x".repeat(1000));
  const leave = new AbortController();
  const closed = file.close(leave.signal);
  leave.abort();
  expect(await closed).toMatchObject({ notWritten: expect.any(String) });
});
