/** Ignored by .NET's culture-sensitive comparisons, which the runners use, or drawn onto a letter. */
const ignorable = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]`;
const ignored = `${ignorable}*`;
const blank = String.raw`[^\S\r\n]`;

/** `##[`, `##vso[`, `##teamcity[`, up to their bracket. */
const marker = String.raw`#${ignored}#${ignored}(?:[\p{L}\p{N}_.-]${ignored})*(?=\[)`;
const markerAndBracket = String.raw`(${marker})\[`;
const leadingColons = `^((?:${blank}|${ignorable})*:${ignored}):`;
const heading = String.raw`^(---|\+\+\+|~~~|\^\^\^)${blank}`;

/**
 * What every command has, and nearly no other text. All that may be ignored lies beyond ASCII, and a
 * start has no time for the patterns above, which read Unicode's tables.
 */
const doubledHash = /#[\u0080-\uFFFF]*#/;
const suspicious = new RegExp(
  String.raw`${doubledHash.source}|^[\t\v\f \u0080-\uFFFF]*:[\u0080-\uFFFF]*:|^[-+~^]{3}`,
  "m",
);

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
  if (!suspicious.test(whole)) return text;
  return whole
    .replace(new RegExp(markerAndBracket, "gu"), "$1(")
    .replace(new RegExp(leadingColons, "gmu"), "$1 ")
    .replace(new RegExp(heading, "gmu"), "$1_")
    .slice(before.length);
}

/** One line of JSON that no CI runner executes and that parses to the same value: `\u0023#[`. */
export function jsonLine(value: object): string {
  return withoutMarkers(JSON.stringify(value));
}

/** The same of JSON on one line or more. */
export function withoutMarkers(json: string): string {
  if (!doubledHash.test(json)) return json;
  return json.replace(new RegExp(marker, "gu"), (found) => `\\u0023${found.slice(1)}`);
}
