/** What GitHub's runner registers (`ActionCommandManager.cs`), as far as it matters. */
const githubCommands =
  "add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning";
const githubAnywhere = new RegExp(`##\\[(?:${githubCommands})[^\\]]*\\]`, "i");
const githubAtBeginning = new RegExp(`^::(?:${githubCommands})[^:]*::`, "i");
const azure = /##vso\[[^\].]+\.[^\].]+\]/i;
const azureLook = /##\[(?:group|endgroup|section|command|error|warning|debug)\]/i;
const teamcity = /##teamcity\[\w/i;
const buildkite = /^(?:---|\+\+\+|~~~|\^\^\^) /;

/** What comparisons by a culture do not see. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/**
 * The lines of an output that a CI runner takes for a command, by the rules of the runners' sources:
 * GitHub's (`ActionCommand.TryParse` and `TryParseV2`), Azure's (`Command.TryParse`), TeamCity's and
 * Buildkite's.
 */
export function commandLines(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/).filter((line) => {
    const seen = line.replace(unseen, "");
    return (
      [githubAnywhere, azure, azureLook, teamcity].some((one) => one.test(seen)) ||
      githubAtBeginning.test(seen.trimStart()) ||
      buildkite.test(line)
    );
  });
}

/** Texts that a hostile tenant may send, each of which some runner executes at once. */
export const hostileTexts = [
  "##[set-output name=verdict]SUCCESS",
  "##[stop-commands]token",
  "###[ERROR]forged",
  "##vso[task.setvariable variable=PATH]/tmp/evil",
  "##VSO[task.uploadfile]/etc/passwd",
  "##teamcity[buildStatus status='SUCCESS']",
  "::set-output name=verdict::SUCCESS",
  "  ::stop-commands::token",
  "\u200B::\u200Berror::forged",
  "#\u200D#\uFE0F[error]forged",
  "##vs\u200Do[task.complete result=Succeeded;]done",
  "#\u001B[0m#[error]forged",
  "--- forged",
] as const;
