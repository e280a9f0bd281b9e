import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileCache } from "./compile-cache.ts";

/**
 * Gives all tests, and the programs that they run, a folder for temporary files of their own, and
 * takes it away after the last one, or when the tests are broken off.
 */
export default function temporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-tests-"));
  // POSIX asks the first, Windows the others.
  for (const name of ["TMPDIR", "TMP", "TEMP"]) process.env[name] = folder;
  // Before the first worker starts, which loads much as well.
  Object.assign(process.env, compileCache());
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", remove);
  return remove;
}
