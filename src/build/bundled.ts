import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { InputOptions, OutputOptions } from "rolldown";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export const dist = join(root, "dist");

export const input: InputOptions = {
  input: join(root, "src/aggwatch.ts"),
  platform: "node",
  // Ink loads the first where DEV is set, which `define` excludes; the second is native and optional.
  external: ["react-devtools-core", "@napi-rs/keyring"],
  transform: {
    target: "node22",
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
  },
};

export const output: OutputOptions = { dir: dist, format: "esm", minify: true };
