import { isBuiltin } from "node:module";
import type { Plugin } from "rolldown";
import { parseAst } from "rolldown/parseAst";

/**
 * Has chunks take Node's modules by `process.getBuiltinModule`. For an `import` Node reads each of a
 * module's exports beforehand, and so loads what is never used: of `node:fs` its promises, of
 * `node:util` a parser of arguments, of `node:process` its reports.
 */
export const directBuiltins: Plugin = {
  name: "direct-builtins",
  renderChunk(code) {
    // A chunk begins with all its imports, a line each; to parse the rest would take seconds.
    const [head = ""] = /^(?:import .*\n|\/\/.*\n)*/.exec(code) ?? [];
    let changed = "";
    let end = 0;
    for (const node of parseAst(head).body) {
      if (node.type !== "ImportDeclaration" || !isBuiltin(node.source.value)) continue;
      // A chunk may have a `process` of its own.
      const module = `globalThis.process.getBuiltinModule(${JSON.stringify(node.source.value)})`;
      const names = node.specifiers.map((specifier) =>
        specifier.type === "ImportSpecifier"
          ? `{ ${code.slice(specifier.imported.start, specifier.imported.end)}: ${specifier.local.name} }`
          : specifier.local.name,
      );
      const taken = names.map((name) => `const ${name} = ${module};`).join(" ");
      changed += code.slice(end, node.start) + (taken || `${module};`);
      ({ end } = node);
    }
    return { code: changed + code.slice(end), map: null };
  },
};
