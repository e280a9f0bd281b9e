import { environmentsCommand } from "./environments.ts";
import type { Completes, Outline } from "./outline.ts";

/**
 * Completions for bash 3.2 and later. Words are compared in bash itself: `compgen -W` would expand
 * them, and names from outside are among them.
 */
export function bashCompletions(outline: Outline): string {
  const commands = outline.commands.map(({ name }) => name);
  const all = [{ ...outline, name: "" }, ...outline.commands];
  return `# bash completions of aggwatch. In ~/.bashrc: eval "$(aggwatch completions bash)"

_aggwatch_offer() {
  local word quoted
  for word; do
    [[ $word == "$cur"* ]] || continue
    printf -v quoted %q "$word"
    COMPREPLY+=("$head$quoted")
  done
}

_aggwatch_offer_lines() {
  local line
  while IFS= read -r line; do _aggwatch_offer "$line"; done
}

_aggwatch_files() {
  # Readline knows best how to write a file's name; before bash 4 it is not to be asked.
  compopt -o default 2>/dev/null && return
  local line
  while IFS= read -r line; do COMPREPLY+=("$head$line"); done < <(compgen -f -- "$cur")
}

_aggwatch_environments() {
  ${environmentsCommand}
}

_aggwatch() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} head= command=
  COMPREPLY=()
  # --flag=value is three words, or one where the user's COMP_WORDBREAKS has no "=".
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $cur == --*=* ]]; then
    prev=\${cur%%=*} head=\${cur%%=*}= cur=\${cur#*=}
  fi
  if ((COMP_CWORD > 1)); then
    case \${COMP_WORDS[1]} in
      ${commands.map(quoted).join(" | ")}) command=\${COMP_WORDS[1]} ;;
    esac
  fi
  case $command:$prev in
${all.flatMap(valueCases).join("\n")}
  esac
  case $command:$cur in
${all.map(flagCase).join("\n")}
${all.flatMap(positionalCase).join("\n")}
  esac
}

complete -F _aggwatch aggwatch
`;
}

/** The value of a flag, or the next flag where the value is optional. */
function valueCases({ name, flags }: Outline): readonly string[] {
  return flags.flatMap(({ names, value }) => {
    if (!value) return [];
    const patterns = names.map((flag) => quoted(`${name}:${flag}`)).join(" | ");
    const offer = offerOf(value.completes);
    const act = value.isOptional ? `[[ $cur == -* ]] || { ${offer}; return; }` : `${offer}; return`;
    return [`    ${patterns}) ${act} ;;`];
  });
}

function flagCase({ name, flags }: Outline): string {
  const words = flags.flatMap(({ names }) => names).map(quoted);
  return `    ${quoted(`${name}:`)}-*) _aggwatch_offer ${words.join(" ")} ;;`;
}

/** Commands are offered as the first word only, a command's argument in every place. */
function positionalCase({ name, positionals, commands }: Outline): readonly string[] {
  const pattern = `    ${quoted(`${name}:`)}*)`;
  if (commands.length > 0) {
    const words = commands.map((command) => quoted(command.name));
    return [`${pattern} ((COMP_CWORD == 1)) && _aggwatch_offer ${words.join(" ")} ;;`];
  }
  return positionals
    .filter(({ completes }) => completes.kind !== "nothing")
    .slice(0, 1)
    .map(({ completes }) => `${pattern} ${offerOf(completes)} ;;`);
}

function offerOf(completes: Completes): string {
  switch (completes.kind) {
    case "words":
      return `_aggwatch_offer ${completes.words.map(quoted).join(" ")}`;
    case "beginnings":
      return `compopt -o nospace 2>/dev/null; _aggwatch_offer ${completes.words.map(quoted).join(" ")}`;
    case "files":
      return "_aggwatch_files";
    case "environments":
      return "_aggwatch_offer_lines < <(_aggwatch_environments)";
    case "nothing":
      return ":";
  }
}

function quoted(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
