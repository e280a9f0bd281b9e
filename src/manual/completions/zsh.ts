import { environmentsCommand } from "./environments.ts";
import type { Completes, Flag, Outline, Positional } from "./outline.ts";

/** Works when it is evaluated and when it is a file in `fpath`. */
export function zshCompletions(outline: Outline): string {
  const described = outline.commands.map(({ name, about }) => `    ${quoted(pair(name, about))}`);
  return `#compdef aggwatch
# zsh completions of aggwatch. In ~/.zshrc, after compinit: eval "$(aggwatch completions zsh)"

_aggwatch_commands() {
  ((CURRENT == 2)) || return 1
  local -a commands=(
${described.join("\n")}
  )
  _describe -t commands command commands
}

_aggwatch_environments() {
  local -a names=(\${(f)"$(${environmentsCommand})"})
  compadd -- $names
}

${outline.commands.map((command) => definition(`_aggwatch_in_${command.name}`, specs(command))).join("\n\n")}

${definition("_aggwatch_watch", ["'1: :_aggwatch_commands'", ...specs({ ...outline, positionals: [] }), "'*: : '"])}

_aggwatch() {
  case \${words[2]} in
    ${outline.commands.map(({ name }) => quoted(name)).join(" | ")})
      if ((CURRENT > 2)); then
        local command=\${words[2]}
        shift words
        ((CURRENT--))
        _aggwatch_in_$command
        return
      fi
      ;;
  esac
  _aggwatch_watch
}

if [[ \${funcstack[1]} == _aggwatch ]]; then
  _aggwatch "$@"
else
  compdef _aggwatch aggwatch
fi
`;
}

function definition(name: string, lines: readonly string[]): string {
  return `${name}() {\n  _arguments -S : \\\n    ${lines.join(" \\\n    ")}\n}`;
}

function specs({ flags, positionals }: Outline): readonly string[] {
  return [...flags.flatMap(flagSpecs), ...positionals.map(positionalSpec)];
}

/** One for each name: the names exclude each other. */
function flagSpecs({ names, about, value, isRepeatable }: Flag): readonly string[] {
  const once = names.length > 1 ? `(${names.join(" ")})` : "";
  const rest = value ? `${value.isOptional ? "::" : ":"}${message(value.name)}:` : "";
  const takes = value ? `${rest}${actionOf(value.completes)}` : "";
  return names.map((name) => {
    const assignable = value && name.startsWith("--") ? "=" : "";
    return quoted(`${isRepeatable ? "*" : once}${name}${assignable}[${inBrackets(about)}]${takes}`);
  });
}

function positionalSpec({ name, isVariadic, completes }: Positional, index: number): string {
  const place = isVariadic ? "*" : String(index + 1);
  return quoted(`${place}:${message(name)}:${actionOf(completes)}`);
}

function actionOf(completes: Completes): string {
  switch (completes.kind) {
    case "words":
      return `(${completes.words.map((word) => word.replaceAll(/[^\w.-]/g, String.raw`\$&`)).join(" ")})`;
    case "beginnings":
      return `{compadd -S "" -- ${completes.words.join(" ")}}`;
    case "files":
      return "_files";
    case "environments":
      return "_aggwatch_environments";
    case "nothing":
      return " ";
  }
}

function inBrackets(text: string): string {
  return text.replaceAll(/[\\[\]]/g, String.raw`\$&`);
}

function message(text: string): string {
  return text.replaceAll(/[\\:]/g, String.raw`\$&`);
}

function pair(name: string, about: string): string {
  return `${message(name)}:${about.replaceAll("\\", String.raw`\\`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
