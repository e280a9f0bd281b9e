import type { Flag, Outline } from "./completions/outline.ts";
import { type Block, type Items, plainText, termWidth } from "./page.ts";

/** A part of a command's help, with its title. */
export type Section = readonly [title: string, blocks: readonly Block[]];

export interface HelpForm {
  /** Whether all flags are shown with all that is said of them, or the most used ones alone. */
  readonly isLong: boolean;
  /** The ways to call the command. */
  readonly usages: readonly string[];
  /** What stands below the flags. */
  readonly below: readonly Section[];
  readonly columns: number;
  /** A title as the terminal shows it. */
  readonly style: (title: string) => string;
}

/** `-h` shows all flags of a command with no more of them. */
const mostInShort = 12;
/** Long flags stand below each other, also without a short name before them. */
const shortNameColumns = "-x, ".length;

/** What `-h` or `--help` prints of a command: its commands, its flags by what they are for. */
export function commandHelp(outline: Outline, form: HelpForm): string {
  const { usages, below, columns, style } = form;
  const lists = [
    ...aligned(groups(outline.commands, commandItem)),
    ...aligned(flagLists(outline, form)),
  ];
  const usage = [
    `${style("Usage:")} ${usages[0]}`,
    ...usages.slice(1).map((one) => `       ${one}`),
  ];
  const parts = [
    plainText([sentence(outline.about)], { columns }),
    usage.join("\n"),
    ...lists.map(
      ([title, items, width]) =>
        `${style(title)}\n${plainText([items], { columns, termColumns: width })}`,
    ),
    ...below.map(([title, blocks]) => `${style(title)}\n${plainText(blocks, { columns })}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

type List = readonly [title: string, items: Items];

/** With the width of the longest term of all of them. */
function aligned(lists: readonly List[]): readonly (readonly [...List, columns: number])[] {
  const columns = Math.max(...lists.map(([, items]) => termWidth(items)));
  return lists.map(([title, items]) => [title, items, columns]);
}

function flagLists({ positionals, flags }: Outline, { isLong }: HelpForm): readonly List[] {
  if (!isLong) {
    const isAll = flags.length <= mostInShort;
    const shown = isAll ? flags : flags.filter(({ isCommon }) => isCommon);
    return [[isAll ? "Options:" : "Common options:", shown.map(shortItem)]];
  }
  const args = positionals.map(({ name, about }) => [name, about] as const);
  const own: readonly List[] = args.length === 0 ? [] : [["Arguments:", args]];
  return [...own, ...groups(flags, longItem)];
}

function groups<One extends { readonly heading: string }>(
  all: readonly One[],
  itemOf: (one: One) => Items[number],
): readonly List[] {
  return Array.from(
    Map.groupBy(all, ({ heading }) => heading),
    ([title, some]) => [title, some.map(itemOf)] as const,
  );
}

function commandItem({ name, about }: Outline): Items[number] {
  return [name, about];
}

function shortItem({ names, term, about }: Flag): Items[number] {
  return [flagTerm({ names, term }), about];
}

function longItem({ names, term, fullAbout }: Flag): Items[number] {
  return [flagTerm({ names, term }), fullAbout];
}

function flagTerm({ names, term }: Pick<Flag, "names" | "term">): string {
  return names.length > 1 ? term : " ".repeat(shortNameColumns) + term;
}

/** The description of a command, which its list has without a full stop. */
export function sentence(about: string): string {
  return `${about.charAt(0).toUpperCase()}${about.slice(1).replace(/\.$/, "")}.`;
}
