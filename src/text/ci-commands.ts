/** Ignored by .NET's culture-sensitive comparisons, which the runners use, or drawn onto a letter. */
const ignorable = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]`;
const ignored = `${ignorable}*`;
const blank = String.raw`[^\S\r\n]`;

/** `##[`, `##vso[`, `##teamcity[`, up to their bracket. */
const marker = String.raw`#${ignored}#${ignored}(?:[\p{L}\p{N}_.-]${ignored})*(?=\[)`;
const markerAndBracket = new RegExp(String.raw`(${marker})\[`, "gu");
const markerAlone = new RegExp(marker, "gu");
const leadingColons = new RegExp(`^((?:${blank}|${ignorable})*:${ignored}):`, "gmu");
const heading = new RegExp(String.raw`^(---|\+\+\+|~~~|\^\^\^)${blank}`, "gmu");

/**
 * Keeps CI runners from executing text of a tenant: `##[error]` becomes `##(error]`, `::error::`
 * becomes `: error::`. Columns and UTF-16 code units stay as many as they were.
 *
 * By their sources and manuals, GitHub (`ActionCommand.cs`) and Gitea execute `##[name …]` anywhere
 * and `::name …::` at the start of a line, Azure Pipelines (`Command.cs`) `##vso[area.event …]`,
 * TeamCity `##teamcity[name …]`; Buildkite folds at `--- `, `+++ `, `~~~ ` and `^^^ +++`. Markers of
 * GitLab, Travis and Jenkins need control characters, which `safeText` removes; Drone and AppVeyor
 * have none. `before` is what has already been written of the text's first line.
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

/** One line of JSON that no CI runner executes and that parses to the same value: `\u0023#[`. */
export function jsonLine(value: object): string {
  return JSON.stringify(value).replace(markerAlone, (found) => `\\u0023${found.slice(1)}`);
}
