import { expect, test } from "vitest";
import { lossOf, lossText } from "../../../../src/client/fleet/loss.ts";
import { DeadlineError } from "../../../../src/time/deadline.ts";

function coded(code: string): Error {
  return Object.assign(new Error(`connect ${code} 10.0.0.1:6379`), { code });
}

test.for([
  [new Error("WRONGPASS invalid username-password pair"), "password or user refused"],
  [new Error("NOAUTH Authentication required."), "it requires a password"],
  [new Error("ERR AUTH <password> called without any password configured"), "it has no password"],
  [new Error("NOPERM this user has no permissions"), "the user lacks permission"],
  [new Error("ERR DB index is out of range"), "there is no such database"],
  [coded("DEPTH_ZERO_SELF_SIGNED_CERT"), "certificate not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)"],
  [coded("ERR_SSL_WRONG_VERSION_NUMBER"), "no TLS on that port"],
] as const)("%s is a refusal: what to do is said", ([error, reason]) => {
  const loss = lossOf(error);
  expect(loss).toEqual({ reason, advice: expect.any(String), isRefusal: true });
  expect(lossText(loss)).toBe(`${reason}, ${loss.advice}`);
});

test.for([
  [new Error("OOM command not allowed when used memory > 'maxmemory'."), "its memory is full"],
  [new Error("READONLY You can't write against a read only replica."), "it is a replica"],
  [new Error("LOADING Redis is loading the dataset in memory"), "it is starting"],
  [new Error("MOVED 1 10.0.0.1:1"), "it is a cluster, which aggwatch does not support"],
  [coded("ECONNREFUSED"), "connection refused"],
  [new DeadlineError("not done in 1500 ms"), "no answer in time"],
  [new Error("Connection is closed."), "connection lost"],
  [new Error(`\u001B[2J${"x".repeat(5000)}`), "x".repeat(77)],
  ["nonsense", "connection lost"],
] as const)("%s may pass", ([error, reason]) => {
  const loss = lossOf(error);
  expect(loss).toMatchObject({ advice: undefined, isRefusal: false });
  expect(loss.reason).toContain(reason);
  expect(loss.reason.length).toBeLessThanOrEqual(80);
  expect(loss.reason).toMatch(/^[\x20-\x7E]+$/);
});
