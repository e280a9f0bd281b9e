import type { Completes, Outline } from "./outline.ts";

/**
 * Completions for Windows PowerShell 5 and PowerShell 7. Its hash tables take `-v` and `-V` for the
 * same key, so what there is stands in lists. Where nothing is returned, PowerShell offers files.
 */
export function powershellCompletions(outline: Outline): string {
  const all = [{ ...outline, name: "" }, ...outline.commands];
  const commands = outline.commands.map(({ name, about }) => entry({ name, about }));
  const flags = all.flatMap(({ name: command, flags: own }) =>
    own.flatMap(({ names, about, value }) =>
      names.map((name) => entry({ command, name, about, ...offer(value?.completes) })),
    ),
  );
  const places = all.flatMap(({ name: command, positionals }) =>
    positionals.map(({ completes }) => entry({ command, ...offer(completes) })),
  );
  return `# PowerShell completions of aggwatch. In $PROFILE:
# aggwatch completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName 'aggwatch' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  $commands = @(
${commands.join("\n")}
  )
  $flags = @(
${flags.join("\n")}
  )
  $places = @(
${places.join("\n")}
  )

  function Find-Environment {
    $file = Join-Path $HOME '.sailpoint/config.yaml'
    if (-not (Test-Path $file)) { return }
    $isInside = $false
    $depth = 0
    foreach ($line in (Get-Content $file)) {
      if ($line -match '^ *#') { continue }
      if ($line -match '^environments:') { $isInside = $true; continue }
      if ($line -match '^[^ ]') { $isInside = $false }
      if ($isInside -and $line -match '^( +)([^:]*):') {
        if ($depth -eq 0) { $depth = $Matches[1].Length }
        if ($depth -eq $Matches[1].Length) { $Matches[2] }
      }
    }
  }

  function New-Offer($text, $about, $type) {
    if (-not $text.StartsWith($word, [StringComparison]::OrdinalIgnoreCase)) { return }
    $written = $text
    if ($text -notmatch '^[\\w./:=-]+$') { $written = "'" + $text.Replace("'", "''") + "'" }
    [System.Management.Automation.CompletionResult]::new($head + $written, $text, $type, $about)
  }

  function Find-Value($taken) {
    $words = @()
    if ($taken.kind -eq 'words') { $words = $taken.words }
    if ($taken.kind -eq 'environments') { $words = @(Find-Environment) }
    foreach ($one in $words) { New-Offer $one $one 'ParameterValue' }
  }

  $before = @(
    $commandAst.CommandElements |
      Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
      Select-Object -Skip 1 |
      ForEach-Object { $_.Extent.Text }
  )
  $command = ''
  $last = ''
  if ($before.Count -gt 0) {
    $last = $before[-1]
    foreach ($one in $commands) { if ($one.name -ceq $before[0]) { $command = $one.name } }
  }
  $head = ''
  $word = $wordToComplete
  if ($word -match '^(--[\\w-]+)=(.*)$') {
    $last = $Matches[1]
    $head = $last + '='
    $word = $Matches[2]
  }

  foreach ($one in $flags) {
    if ($one.command -ceq $command -and $one.name -ceq $last -and $one.kind -ne 'none') {
      return Find-Value $one
    }
  }
  if ($word.StartsWith('-')) {
    foreach ($one in $flags) {
      if ($one.command -ceq $command) { New-Offer $one.name $one.about 'ParameterName' }
    }
    return
  }
  if ($before.Count -eq 0) {
    foreach ($one in $commands) { New-Offer $one.name $one.about 'ParameterValue' }
  }
  foreach ($one in $places) {
    if ($one.command -ceq $command) { Find-Value $one }
  }
}
`;
}

/** A hash table: keys in the order given. */
function entry(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(fields).map(([key, value]) => {
    const written =
      typeof value === "string" ? quoted(value) : `@(${value.map(quoted).join(", ")})`;
    return `${key} = ${written}`;
  });
  return `    @{ ${pairs.join("; ")} }`;
}

function offer(
  completes: Completes | undefined,
): Readonly<Record<string, string | readonly string[]>> {
  if (!completes) return { kind: "none" };
  if (completes.kind === "words") return { kind: completes.kind, words: completes.words };
  return { kind: completes.kind };
}

/** PowerShell takes typographic apostrophes for plain ones. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201B]/g, "$&$&")}'`;
}
