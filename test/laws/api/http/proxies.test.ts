import { describe, expect, test } from "vitest";
import { readProxies, shownProxy } from "../../../../src/api/http/proxies.ts";
import { UsageError } from "../../../../src/system/usage-error.ts";

const nothing = { httpsProxy: "", httpProxy: "", noProxy: "" };

describe("the proxies", () => {
  test("are those of the environment, and none by default", () => {
    expect(readProxies({})).toEqual(nothing);
    const env = { HTTPS_PROXY: "http://p:8080", HTTP_PROXY: "https://q", NO_PROXY: ".example" };
    expect(readProxies(env)).toEqual({
      httpsProxy: "http://p:8080",
      httpProxy: "https://q",
      noProxy: ".example",
    });
  });

  test("are named in small letters as well, which win", () => {
    expect(readProxies({ https_proxy: "http://p", HTTPS_PROXY: "http://q" }).httpsProxy).toBe(
      "http://p",
    );
    expect(readProxies({ https_proxy: "", HTTPS_PROXY: "http://q" })).toEqual(nothing);
  });

  test("may leave out http://", () => {
    expect(readProxies({ HTTPS_PROXY: " proxy.example:8080 " }).httpsProxy).toBe(
      "http://proxy.example:8080",
    );
    expect(readProxies({ HTTPS_PROXY: "me:hush@p:1" }).httpsProxy).toBe("http://me:hush@p:1");
  });

  test.for(["socks5://me:hush@p", "http://", "http://me:hush@", "me:hush@a b", "ftp://hush"])(
    "that are no proxy known here are refused, and not repeated: %s",
    (value) => {
      expect(() => readProxies({ HTTPS_PROXY: value })).toThrow(UsageError);
      expect(() => readProxies({ HTTPS_PROXY: value })).toThrow(
        /^HTTPS_PROXY is not a supported proxy/,
      );
      expect(() => readProxies({ http_proxy: value })).toThrow(
        /^HTTP_PROXY is not a supported proxy/,
      );
      expect(() => readProxies({ HTTPS_PROXY: value })).not.toThrow(/hush/);
    },
  );
});

test.for([
  ["http://me:100%@p:8080", "100%"],
  ["http://me:a%zz@p:8080", "a%zz"],
  ["http://me:%@p:8080", "%"],
  ["http://me:%FF@p:8080", "%FF"],
  ["me:50%25off@p:8080", "50%off"],
  ["http://me:a%40b@p:8080", "a@b"],
] as const)("a password with a percent sign can be sent: %s", ([given, password]) => {
  const url = new URL(readProxies({ HTTPS_PROXY: given }).httpsProxy);
  expect(decodeURIComponent(url.password)).toBe(password);
  expect([url.username, url.host]).toEqual(["me", "p:8080"]);
});

test("a user name with a percent sign can be sent as well", () => {
  const { httpProxy } = readProxies({ HTTP_PROXY: "http://100%:hush@p" });
  expect(decodeURIComponent(new URL(httpProxy).username)).toBe("100%");
});

test.for(["http://me:1/hush@p:8080", "http://me:1?hush@p", "http://me:1#hush@p", "me/hush@p"])(
  "a password that an address takes for something else is refused, and not repeated: %s",
  (value) => {
    expect(() => readProxies({ HTTPS_PROXY: value })).toThrow(
      /^HTTPS_PROXY is not a supported proxy/,
    );
    expect(() => readProxies({ HTTPS_PROXY: value })).not.toThrow(/hush/);
  },
);

test("a proxy is shown without its user and password", () => {
  expect(shownProxy(readProxies({ HTTPS_PROXY: "http://me:hush@p:8080" }))).toBe("p:8080");
  expect(shownProxy(readProxies({ HTTP_PROXY: "p" }))).toBe("p");
  expect(shownProxy(readProxies({}))).toBeUndefined();
});
