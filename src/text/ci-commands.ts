/** Ignored by comparisons of .NET that go by a culture, as those of the runners are, or drawn on it. */
const ignorable = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]`;
const ignored = `${ignorable}*`;
const blank = String.raw`[^\S\r\n]`;

/** `##[`, `##vso[`, `##teamcity[`, anywhere in a line, up to their bracket. */
const marker = String.raw`#${ignored}#${ignored}(?:[\p{L}\p{N}_.-]${ignored})*(?=\[)`;
const markerAndBracket = new RegExp(String.raw`(${marker})\[`, "gu");
const markerAlone = new RegExp(marker, "gu");
const leadingColons = new RegExp(`^((?:${blank}|${ignorable})*:${ignored}):`, "gmu");
const heading = new RegExp(String.raw`^(---|\+\+\+|~~~|\^\^\^)${blank}`, "gmu");

/**
 * Lines that no runner of a CI system takes for a command, however a tenant words its statuses,
 * names and messages. They stay as wide and as long as they were, and nearly the same to read:
 * `##[error]` becomes `##(error]`, `::error::` becomes `: error::`.
 *
 * What runners execute, from their sources and manuals:
 * - GitHub (`ActionCommand.cs`), and Gitea's after it: `##[name …]` anywhere in a line, `::name …::`
 *   at its beginning behind blanks.
 * - Azure Pipelines (`Command.cs` of its agent): `##vso[area.event …]` anywhere. `##[section]` and
 *   the like color and fold.
 * - TeamCity: `##teamcity[name …]`.
 * - Buildkite folds at `--- `, `+++ `, `~~~ ` and `^^^ +++` at the beginning of a line.
 *
 * The markers of GitLab, Travis and Jenkins need control characters, which no text from outside
 * keeps; Drone and AppVeyor take no commands from a log.
 *
 * @param text lines, or a piece of them
 * @param before the beginning of the text's first line, where it has been written already
 * @returns the text in as many UTF-16 code units
 */
export function withoutCiCommands(text: string, before = ""): string {
  const whole = before + text;
  if (!/[#:]|^[-+~^]{3}/mu.test(whole)) return text;
  return whole
    .replace(markerAndBracket, "$1(")
    .replace(leadingColons, "$1 ")
    .replace(heading, "$1_")
    .slice(before.length);
}

/**
 * A value as one line of JSON, without its end, that no CI runner takes for a command, and that
 * parses to the very same value: `##[` is written as `\u0023#[`.
 */
export function jsonLine(value: object): string {
  return JSON.stringify(value).replace(markerAlone, (found) => `\\u0023${found.slice(1)}`);
}
