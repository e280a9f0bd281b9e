#!/bin/sh
# A Nagios plugin, one line: how did the latest aggregation of a source go, or is it running?
#
#   check-aggregation.sh --source "Workday HR"
#   check-aggregation.sh --source "Workday HR" --strict    # WARNING is critical as well
#
# Nagios has 0 OK, 2 CRITICAL and 3 UNKNOWN; aggwatch help exit-codes has those of aggwatch.
text=$(aggwatch status --latest --timeout 20s --output line "$@" 2>/dev/null); case $? in 0 | 8) echo "AGGREGATION OK: $text" ;; 1) echo "AGGREGATION CRITICAL: $text"; exit 2 ;; *) echo "AGGREGATION UNKNOWN: ${text:-no answer, aggwatch doctor tells why}"; exit 3 ;; esac
