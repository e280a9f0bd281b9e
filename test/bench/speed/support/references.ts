import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { input, output } from "../../../../src/build/bundled.ts";

const folder = mkdtempSync(join(tmpdir(), "aggwatch-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const sources = {
  "ink-hello": new URL("../references/ink-hello.ts", import.meta.url),
  "sdk-loop": new URL("../references/sdk-loop.ts", import.meta.url),
};

const ready = new Map<string, Promise<string>>();

/** A program of `references/`, bundled as ours is; its file. */
export function reference(name: keyof typeof sources): Promise<string> {
  const file = ready.get(name) ?? bundle(name);
  ready.set(name, file);
  return file;
}

async function bundle(name: keyof typeof sources): Promise<string> {
  const source = fileURLToPath(sources[name]);
  const bundling = await rolldown({ ...input, input: source, checks: { eval: false } });
  const dir = join(folder, name);
  await bundling.write({
    ...output,
    dir,
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name].mjs",
  });
  await bundling.close();
  return join(dir, `${name}.mjs`);
}
