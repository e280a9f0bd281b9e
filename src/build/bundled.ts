import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { InputOptions, OutputOptions } from "rolldown";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export const dist = join(root, "dist");

/** What is bundled. */
export const input: InputOptions = {
  input: join(root, "src/aggwatch.ts"),
  platform: "node",
  // The first is a development aid of Ink, loaded only where DEV is set, which the definition below
  // rules out; the second is native, installed beside dist/ where its platform has it.
  external: ["react-devtools-core", "@napi-rs/keyring"],
  transform: {
    target: "node22",
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
  },
};

export const output: OutputOptions = { dir: dist, format: "esm", minify: true };
