import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The folder that keeps what Node compiles for all programs that the tests start, as a user's home
 * does: each would compile the same files anew.
 */
export function compileCache() {
  return { NODE_COMPILE_CACHE: join(tmpdir(), "compiled") };
}
