import fc from "fast-check";
import { expect, test } from "vitest";
import { isLoopback, readBaseUrl, tenantUrl } from "../../../../src/api/http/base-url.ts";
import { UsageError } from "../../../../src/system/usage-error.ts";
import { anyCharacter } from "../../../support/any-character.ts";

/** What is read; undefined where the user is told that it is wrong. Anything else is a bug. */
function unlessRefused(text: string): URL | undefined {
  try {
    return readBaseUrl(text);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

const host = "https://acme.api.identitynow.com";

test.for(["", "/", "/v2024", "/v2024/", "/v3", "/beta", "/beta/", "?x=1", "/v2025?x=1#y", "#y"])(
  "slash, version, query and fragment at the end do not matter: %s",
  (end) => {
    expect(readBaseUrl(host + end).href).toBe(`${host}/`);
  },
);

test("another path is kept, and ends with a slash", () => {
  expect(readBaseUrl(`${host}/isc`).href).toBe(`${host}/isc/`);
  expect(readBaseUrl(`${host}/v2024/isc/`).href).toBe(`${host}/v2024/isc/`);
  expect(readBaseUrl(`${host}/isc`).pathname).toBe("/isc/");
});

test.for([
  "http://127.0.0.1:8484",
  "http://127.1",
  "http://localhost:8484/",
  "http://[::1]:8484",
  "https://10.0.0.1",
  "https://acme.api.saas.sailpointfedramp.com",
])("https, and http to this computer: %s", (text) => {
  expect(readBaseUrl(text).origin).toBe(new URL(text).origin);
});

test.for([
  "http://acme.api.identitynow.com",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://10.0.0.1:8484",
  "http://0.0.0.0",
  "http://[::2]",
  "http://[::ffff:10.0.0.1]",
])("http to anywhere else would show the secret, and https is named: %s", (text) => {
  expect(() => readBaseUrl(text)).toThrow(UsageError);
  expect(() => readBaseUrl(text)).toThrow(
    `would send the client secret unencrypted; use https://${new URL(text).host}`,
  );
});

test.for(["", "acme", "acme.api.identitynow.com", "https://", "https://a b", "//x"])(
  "what is not a URL is told how one looks: %s",
  (text) => {
    expect(() => readBaseUrl(text)).toThrow(UsageError);
    expect(() => readBaseUrl(text)).toThrow("is not a URL; it looks like https://acme.api.");
  },
);

test.for(["ftp://x", "acme.api.identitynow.com:443", "localhost:8484", "file:///x", "wss://x"])(
  "another scheme is told which to use: %s",
  (text) => {
    expect(() => readBaseUrl(text)).toThrow(UsageError);
    expect(() => readBaseUrl(text)).toThrow("must begin with https://");
  },
);

test("a user name or password is refused, and not repeated", () => {
  for (const text of ["https://me:hush@acme.api.identitynow.com", "https://hush@acme.example"]) {
    expect(() => readBaseUrl(text)).toThrow(/^the base URL must not contain a user name/);
  }
});

test("what is refused is named, safe to print", () => {
  expect(() => readBaseUrl("a\u001b[31mcme\r\n")).toThrow('the base URL "acme" is not a URL');
});

test("property: whatever comes in, either a URL for paths comes out or an explanation", () => {
  const end = fc.string({ unit: anyCharacter, maxLength: 30 });
  const text = fc.oneof(
    end,
    end.map((more) => host + more),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  fc.assert(
    fc.property(text, (given) => {
      const url = unlessRefused(given);
      fc.pre(url !== undefined);
      expect(new URL("oauth/token", url).href).toBe(`${url.href}oauth/token`);
      expect(`${url.protocol}//${url.hostname}`).toMatch(
        /^(?:https:\/\/.|http:\/\/(?:127\.[\d.]+|localhost|\[::1\])$)/,
      );
    }),
  );
});

test.for([
  "http://me:hush@acme.example",
  "ftp://me:hush@x",
  "https://me:hush@a b",
  "me:hush@x",
  "https://me:hu/hush@host",
  "https://me:hush@hush/hush@host",
  "me:hush/\nhush@host",
  " https://me:hush\n/hush@host",
])("a password in it is refused and never repeated, whatever is in it: %j", (text) => {
  expect(() => readBaseUrl(text)).toThrow(UsageError);
  expect(() => readBaseUrl(text)).not.toThrow(/hush/);
  expect(() => tenantUrl(text)).toThrow(UsageError);
  expect(() => tenantUrl(text)).not.toThrow(/hush/);
});

test("the web address of a tenant is answered with the address of its API", () => {
  expect(() => readBaseUrl("https://acme.identitynow.com")).toThrow(
    "is a web address; the API is at https://acme.api.identitynow.com",
  );
  expect(readBaseUrl("https://acme.api.identitynow.com").host).toBe("acme.api.identitynow.com");
});

test("of all IPv4 addresses 127.0.0.0/8 is this computer, and nothing else", () => {
  const octets = Array.from({ length: 256 }, (_, octet) => octet);
  const own = octets.filter((first) => isLoopback(`${first}.127.0.1`));
  expect(own).toEqual([127]);
  for (const first of octets) {
    expect(isLoopback(`127.${first}.${255 - first}.${first}`)).toBe(true);
    expect(isLoopback(`${first}.0.127.127`)).toBe(first === 127);
  }
});

test.for([
  ["localhost", true],
  ["::1", true],
  ["[::1]", true],
  ["[::2]", false],
  ["1::1", false],
  ["", false],
  ["127.", false],
  ["127.example.com", false],
  ["127.0.0.1.example.com", false],
  ["localhost.example.com", false],
  ["mylocalhost", false],
] as const)("a host is this computer by its whole name: %s is %s", ([hostname, isOurs]) => {
  expect(isLoopback(hostname)).toBe(isOurs);
});

test.for([
  ["me:s3cret@acme b", "…@acme b"],
  ["https://me:s3cret@acme", "https://…@acme"],
  [" HTTPS://me:s3/cr@t@acme", "HTTPS://…@acme"],
  ["h2+c.x-1://s3cret@acme", "h2+c.x-1://…@acme"],
  ["1h://s3cret@acme", "…@acme"],
  ["s3cret https://s3cret@acme", "…@acme"],
  ["s3cret\nhttps://s3cret\n@acme", "…@acme"],
] as const)("a password is never repeated, and what is no password is: %j", ([text, shown]) => {
  expect(() => tenantUrl(text)).toThrow(`"${shown}" is not a tenant name`);
});
