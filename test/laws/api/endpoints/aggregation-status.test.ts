import { expect, test } from "vitest";
import { parseAggregationStatus } from "../../../../src/api/endpoints/aggregation-status.ts";
import { noCounters } from "../../../../src/api/endpoints/counters.ts";

test("every field is read", () => {
  const body = {
    start: "2021-01-31T14:30:05.104Z",
    status: "ACCOUNTS_COLLECTED",
    totalAccounts: 520,
    processedAccounts: 150,
    totalAccountsMarkedForDeletion: 10,
    deletedAccounts: 5,
    totalIdentities: 300,
    processedIdentities: 250,
  };
  const { start, status, ...counters } = body;
  expect(parseAggregationStatus(JSON.stringify(body))).toEqual({
    start: Date.parse(start),
    status,
    counters,
  });
});

test("every field may be absent or null, and unknown ones are ignored", () => {
  const nothing = { start: undefined, status: undefined, counters: noCounters };
  expect(parseAggregationStatus("{}")).toEqual(nothing);
  expect(parseAggregationStatus('{"start":null,"totalAccounts":null,"news":[1]}')).toEqual(nothing);
});

test("0 is a count, and not the absence of one", () => {
  expect(parseAggregationStatus('{"totalAccounts":0}')?.counters.totalAccounts).toBe(0);
});

test.for(['"7"', "-1", "1.5", "1e300", "true", "{}", "[]"])(
  "a counter of another shape is as if it were absent: %s",
  (value) => {
    const parsed = parseAggregationStatus(`{"status":"STARTED","totalAccounts":${value}}`);
    expect(parsed).toEqual({ status: "STARTED", start: undefined, counters: noCounters });
  },
);

test("a start in milliseconds is read as well, an unreadable one is absent", () => {
  expect(parseAggregationStatus('{"start":1714574212775}')?.start).toBe(1714574212775);
  expect(parseAggregationStatus('{"start":"yesterday"}')?.start).toBeUndefined();
  expect(parseAggregationStatus('{"start":8640000000000001}')?.start).toBeUndefined();
});

test.for([
  ["Completed", "COMPLETED"],
  [" completed\\n", "COMPLETED"],
  ["accounts_collected", "ACCOUNTS_COLLECTED"],
  ["Accounts Collected", "ACCOUNTS_COLLECTED"],
  ["accountsCollected", "ACCOUNTS_COLLECTED"],
  ["\\u00a0Started ", "STARTED"],
  ["Cancelled", "CANCELLED"],
  ["retried", "RETRIED"],
  ["Terminated", "TERMINATED"],
  ["not_found", "NOT_FOUND"],
])("a documented status is read in whatever capitals and blanks it comes: %s", ([sent, known]) => {
  expect(parseAggregationStatus(`{"status":"${sent}"}`)?.status).toBe(known);
});

test.for(["COMPLETED 50%", "Not Completed", "COMPLETED_WITH_ERRORS", "merging", "КOMPLETED"])(
  "a word that only contains a documented one is another: %s",
  (status) => {
    expect(parseAggregationStatus(JSON.stringify({ status }))?.status).toBe(status);
  },
);

test("an unknown status is kept as it is spelled, safe to print", () => {
  expect(parseAggregationStatus('{"status":"MERGING"}')?.status).toBe("MERGING");
  expect(parseAggregationStatus('{"status":"X\\u001b[2J\\nY"}')?.status).toBe("X Y");
  expect(parseAggregationStatus('{"status":" "}')?.status).toBeUndefined();
});

test.for(["", "{", "null", "[]", '"STARTED"', "<html></html>", '{"status":"START'])(
  "what is no JSON object cannot be read: %s",
  (body) => {
    expect(parseAggregationStatus(body)).toBeUndefined();
  },
);
