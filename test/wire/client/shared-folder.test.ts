import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFolderEntryStore } from "../../../src/client/sharing/folder-entry-store.ts";
import { sharedFolder } from "../../../src/client/sharing/shared-folder.ts";

const uid = process.getuid?.();
/** A user for whom the computer has no runtime folder. */
const nobody = 4_000_000;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-shared-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe.skipIf(uid === undefined)("the shared folder", () => {
  test("is in the runtime folder, for this user alone", async () => {
    const place = { env: { XDG_RUNTIME_DIR: folder }, tempFolder: "/nowhere", uid };
    const shared = sharedFolder(place);
    expect(shared).toBe(join(folder, "aggwatch"));
    expect((await stat(shared)).mode & 0o777).toBe(0o700);
    expect(sharedFolder(place)).toBe(shared);
  });

  test.for([
    ["is relative", "runtime"],
    ["is not there", "/nowhere"],
    ["is not set", undefined],
  ])("is among the temporary files where the runtime folder %s", ([, runtimeFolder]) => {
    const place = { env: { XDG_RUNTIME_DIR: runtimeFolder }, tempFolder: folder, uid: nobody };
    // It is made, and then is not that user's.
    expect(() => sharedFolder(place)).toThrow(join(folder, `aggwatch-${nobody}`));
  });

  test("is not where others may write", async () => {
    const [open, temp] = [join(folder, "open"), join(folder, "temp")];
    await Promise.all([open, temp].map((path) => mkdir(path)));
    await chmod(open, 0o777);
    const shared = sharedFolder({ env: { XDG_RUNTIME_DIR: open }, tempFolder: temp, uid });
    expect(shared).not.toContain(open);
    expect(await readdir(open)).toEqual([]);
  });

  test.for<readonly [string, (path: string) => Promise<unknown>]>([
    ["others may write", (path) => mkdir(path).then(() => chmod(path, 0o770))],
    ["is a link", (path) => symlink(tmpdir(), path)],
    ["is a file", (path) => writeFile(path, "")],
  ])("that %s is not trusted", async ([, make]) => {
    const path = join(folder, "aggwatch");
    await make(path);
    const place = { env: { XDG_RUNTIME_DIR: folder }, tempFolder: "/nowhere", uid };
    expect(() => sharedFolder(place)).toThrow(
      `${path} is not a folder that this user alone may write`,
    );
  });

  test("that cannot be made says why", () => {
    const place = { env: {}, tempFolder: join(folder, "missing"), uid: nobody };
    expect(() => sharedFolder(place)).toThrow("ENOENT");
  });
});

test("on Windows the temporary files are the user's own", () => {
  expect(sharedFolder({ env: {}, tempFolder: folder, uid: undefined })).toBe(
    join(folder, "aggwatch"),
  );
});

describe("a board in a folder", () => {
  const now = Date.parse("2026-11-23T14:07:31Z");

  function boardIn(place: string) {
    const board = createFolderEntryStore(() => place);
    board.open();
    return board;
  }

  test("takes an entry once, whoever brings it", () => {
    const [one, other] = [boardIn(folder), boardIn(folder)];
    expect(one.add("a")).toBe(true);
    expect(other.add("a")).toBe(false);
    other.remove("a");
    expect(one.add("a")).toBe(true);
  });

  test("dates an entry by the time given, and brings back one that is gone", () => {
    const board = boardIn(folder);
    board.renew("a", now);
    board.renew("a", now + 1000);
    expect([board.names(), board.renewedAt("a")]).toEqual([["a"], now + 1000]);
    board.remove("a");
    board.remove("a");
    expect([board.names(), board.renewedAt("a")]).toEqual([[], undefined]);
  });

  test("is read while others take entries away", async () => {
    await symlink(join(folder, "gone"), join(folder, "dangling"));
    await writeFile(join(folder, "a"), "");
    await utimes(join(folder, "a"), now / 1000, now / 1000);
    const board = boardIn(folder);
    expect(board.names().toSorted()).toEqual(["a", "dangling"]);
    expect(["a", "dangling"].map((name) => board.renewedAt(name))).toEqual([now, undefined]);
  });

  test("throws where it is not open, or its folder is gone, and works again once that is back", async () => {
    let place = join(folder, "one");
    const board = createFolderEntryStore(() => place);
    expect(() => board.add("a")).toThrow("not open");
    board.open();
    expect(() => board.add("a")).toThrow("ENOENT");
    expect(() => board.names()).toThrow("ENOENT");
    place = folder;
    board.open();
    expect(board.add("a")).toBe(true);
    expect(await readdir(folder)).toEqual(["a"]);
  });
});
