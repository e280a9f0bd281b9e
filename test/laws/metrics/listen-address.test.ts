import { expect, test } from "vitest";
import { hostAndPort, listenAddressOf } from "../../../src/metrics/listen-address.ts";
import { UsageError } from "../../../src/system/usage-error.ts";

test.for([
  ["9464", "127.0.0.1:9464"],
  ["0", "127.0.0.1:0"],
  ["localhost:9464", "localhost:9464"],
  ["0.0.0.0:9464", "0.0.0.0:9464"],
  ["metrics.acme.com:80", "metrics.acme.com:80"],
  ["[::1]:9464", "[::1]:9464"],
  ["[::]:65535", "[::]:65535"],
  ["[fe80::1%eth0]:9464", "[fe80::1%eth0]:9464"],
] as const)("--metrics %s listens at %s", ([text, address]) => {
  expect(hostAndPort(listenAddressOf(text))).toBe(address);
});

test.for([
  "",
  " ",
  "65536",
  "-1",
  "1.5",
  "9464a",
  ":9464",
  "::1:9464",
  "[::1]",
  "host:",
  "host",
  "http://0.0.0.0:9464",
  "a b:9464",
  "0.0.0.0:9464/metrics",
  "\u001b[31m9464",
])("--metrics %j is refused, with what to write", (text) => {
  expect(() => listenAddressOf(text)).toThrow(UsageError);
  expect(() => listenAddressOf(text)).toThrow(/^--metrics takes a port[ -~]*--metrics 9464,/);
});
