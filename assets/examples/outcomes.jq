# What each aggregation came to, a line each as soon as it has ended, as tab-separated values: name,
# outcome, seconds, accounts processed, the first message of its task. It reads what aggwatch
# --output ndjson writes, and recordings.
#
#   aggwatch --source "Workday HR" --output ndjson | jq -nrf outcomes.jq

foreach inputs as $line ({};
  if $line.type == "verdict" then .[$line.id] = $line.messages[0].text else . end;
  . as $messages
  | $line
  | select(.type == "ended")
  | [
      .label // .id,
      .outcome,
      (if .tookMs then .tookMs / 1000 | floor else "" end),
      .processedAccounts // "",
      $messages[.id] // ""
    ]
  | @tsv)
