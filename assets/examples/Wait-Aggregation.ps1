<#
.SYNOPSIS
Starts account aggregations, waits for their ends, and returns what each came to.

.DESCRIPTION
It takes the place of a loop that asks for the status, sleeps for five seconds and gives up after ten
tries, however far the aggregation is, and to which COMPLETED with errors is a success.

Address and client of the tenant come from $env:SAIL_BASE_URL, $env:SAIL_CLIENT_ID and
$env:SAIL_CLIENT_SECRET. The exit code is that of aggwatch.

.EXAMPLE
./Wait-Aggregation.ps1 -Source 'Workday HR', Okta -Timeout 30m | Format-Table
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string[]] $Source,

    [string] $Timeout = '2h'
)

$ErrorActionPreference = 'Stop'
# The exit code is what we ask for; newer versions of PowerShell would throw instead.
$PSNativeCommandUseErrorActionPreference = $false
# Names may have any letters.
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()

$returned = 'label', 'id', 'outcome', 'verdict', 'tookMs', 'processedAccounts', 'totalAccounts'
& aggwatch start @Source --strict --timeout $Timeout --give-up-after 15m --output ndjson | ForEach-Object {
    $said = $_ | ConvertFrom-Json
    switch ($said.type) {
        'status' { Write-Verbose "$($said.label): $($said.status)" }
        'ended' { $said | Select-Object -Property $returned }
    }
}
$code = $LASTEXITCODE

$meaning = switch ($code) {
    0 { 'All accounts are there: what depends on them may begin.' }
    1 { 'It ran and did not work, or was not allowed to start: see its outcome, then the source.' }
    2 { 'Wrong usage or configuration: aggwatch doctor says what to do.' }
    3 { 'Nobody saw how it ended: aggwatch list --all tells what the tenant knows.' }
    4 { 'The tenant lets this client not do that: aggwatch doctor says what it needs.' }
    5 { 'Nothing to watch: no aggregation of it was running.' }
    8 { 'Nobody reads the output any more; what was started still runs.' }
    70 { 'A bug in aggwatch: please report it with the lines above.' }
    124 { 'It still runs: aggwatch --source NAME goes on watching, and starts nothing.' }
    { $_ -in 129, 130, 143 } { 'Stopped from outside; what was started still runs.' }
    default { 'An exit code that this script does not know.' }
}
Write-Host $meaning
exit $code
