import { createRequire } from "node:module";
import treeSitter, { type Node } from "@vscode/tree-sitter-wasm";

/** A call of aggwatch in a script: what stands behind its name, as it is written there. */
export type Call = readonly string[];

type Language = "bash" | "powershell";

const { resolve } = createRequire(import.meta.url);

await treeSitter.Parser.init();
const parsers = { bash: await parserOf("bash"), powershell: await parserOf("powershell") };

async function parserOf(language: Language) {
  const grammar = resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`);
  const parser = new treeSitter.Parser();
  return parser.setLanguage(await treeSitter.Language.load(grammar));
}

/**
 * What there is of a kind in a script, from the top.
 *
 * @param kind as the language's grammar calls it
 * @throws Error where the grammar does not take the script
 */
export function nodesOf(text: string, language: Language, kind: string): readonly Node[] {
  const root = parsers[language].parse(text)?.rootNode;
  if (!root || root.hasError) throw new Error(`this is no ${language}: ${text}`);
  return root.descendantsOfType(kind).filter((node) => node !== null);
}

/** All calls of aggwatch in a script of bash, in its substitutions and pipes as well. */
export function callsInBash(text: string): readonly Call[] {
  return nodesOf(text, "bash", "command").flatMap(({ namedChildren }) => {
    const words = namedChildren.filter(isWord).map((node) => node?.text ?? "");
    const [name, ...args] = words[0] === "exec" ? words.slice(1) : words;
    return name === "aggwatch" ? [args] : [];
  });
}

/** All calls of aggwatch in a script of PowerShell. */
export function callsInPowerShell(text: string): readonly Call[] {
  return nodesOf(text, "powershell", "command").flatMap((command) => {
    if (command.childForFieldName("command_name")?.text !== "aggwatch") return [];
    const elements = command.childForFieldName("command_elements")?.namedChildren ?? [];
    return [elements.map((node) => node?.text.trim() ?? "").filter(Boolean)];
  });
}

/** Not the assignments before a command, nor where it writes to. */
function isWord(node: Node | null): boolean {
  return node !== null && !/assignment|redirect/.test(node.type);
}
