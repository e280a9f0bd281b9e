import { join } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { input, root } from "./bundled.ts";

/** What a file cannot have in it, and what stands there instead. */
const replaced: Readonly<Record<string, string>> = {
  "react-devtools-core": "export default undefined;",
  "@napi-rs/keyring":
    'throw new Error("the single executable cannot open it; aggwatch installed by npm can");',
};

const replacements: Plugin = {
  name: "replacements",
  resolveId: {
    filter: { id: /^(?:react-devtools-core|@napi-rs\/keyring)$/ },
    handler: (id) => `\0${id}`,
  },
  load: {
    filter: { id: /^\0/ },
    handler: (id) => replaced[id.slice(1)],
  },
};

/** undici's requests take a converter from its responses, which its index loads first. */
const responsesFirst: Plugin = {
  name: "responses-first",
  transform: {
    filter: { id: /[\\/]undici[\\/]lib[\\/]web[\\/]fetch[\\/]request\.js$/ },
    handler: (code) => `require("./response");${code}`,
  },
};

/**
 * Writes the whole program to a file, with the packages that are otherwise installed beside it.
 * Returns the paths of all modules in it.
 */
export async function writeOneFile(file: string): Promise<readonly string[]> {
  const bundle = await rolldown({
    ...input,
    input: join(root, "src/executable.ts"),
    external: [],
    plugins: [input.plugins, replacements, responsesFirst],
  });
  const { output } = await bundle.write({
    file,
    format: "esm",
    minify: true,
    codeSplitting: false,
  });
  await bundle.close();
  return output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
}
