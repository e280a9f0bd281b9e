#!/usr/bin/env bash
# Starts aggregations and waits for their ends:
#
#   ./wait.sh "Workday HR" Okta
#   TIMEOUT=30m ./wait.sh "Workday HR"
#
# It takes the place of a loop such as
#
#   until [ "$(curl -s -H "Authorization: Bearer $token" "$url/$id/status" | jq -r .status)" = COMPLETED ]
#   do sleep 5; done
#
# which never ends after CANCELLED or TERMINATED, nor after an hour, when the status is 404; which
# takes an expired token or a 429 for "not yet"; and to which COMPLETED with errors is a success.
set -uo pipefail

aggwatch start "$@" --strict --timeout "${TIMEOUT:-2h}" --give-up-after 15m
code=$?

case $code in
  0) echo "All accounts are there: what depends on them may begin." ;;
  1) echo "It ran and did not work, or was not allowed to start: see above, then the source." ;;
  2) echo "Wrong usage or configuration: aggwatch doctor says what to do." ;;
  3) echo "Nobody saw how it ended: aggwatch list --all tells what the tenant knows." ;;
  4) echo "The tenant lets this client not do that: aggwatch doctor says what it needs." ;;
  5) echo "Nothing to watch: no aggregation of it was running." ;;
  8) echo "Nobody reads the output any more; what was started still runs." ;;
  70) echo "A bug in aggwatch: please report it with the lines above." ;;
  124) echo "It still runs: aggwatch --source NAME goes on watching, and starts nothing." ;;
  127) echo "There is no aggwatch here, or not on the PATH." ;;
  129 | 130 | 143) echo "Stopped from outside; what was started still runs." ;;
  *) echo "An exit code that this script does not know." ;;
esac >&2

exit "$code"
