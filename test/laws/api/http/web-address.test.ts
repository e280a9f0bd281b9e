import fc from "fast-check";
import { expect, test } from "vitest";
import { readWebOrigin, sourceAddress } from "../../../../src/api/http/web-address.ts";

const source = "2c91808477a6b0c60177a81146b8110b";
const path = `/ui/a/admin/connections/sources/${source}`;

test.for([
  ["acme.api.identitynow.com", `https://acme.identitynow.com${path}`],
  ["acme-sb.api.identitynow-demo.com", `https://acme-sb.identitynow-demo.com${path}`],
  // Where its web UI is, public sources do not agree on.
  ["acme.api.saas.sailpointfedramp.com", undefined],
  ["iam.example.com", undefined],
  ["127.0.0.1:8080", undefined],
  ["acme.api.identitynow.com:8443", undefined],
  ["a.b.api.identitynow.com", undefined],
  ["acme.api.identitynow.com.example.com", undefined],
] as const)("the page of a source at %s is at %s", ([host, address]) => {
  expect(sourceAddress({ host }, source)).toBe(address);
});

test("the configuration knows better where the web UI is", () => {
  const place = { host: "127.0.0.1:8080", web: readWebOrigin("https://sso.acme.com/") };
  expect(sourceAddress(place, source)).toBe(`https://sso.acme.com${path}`);
});

test.for([
  ["https://acme.identitynow.com", "https://acme.identitynow.com"],
  ["https://ACME.identitynow.com:8443/ui?a#b", "https://acme.identitynow.com:8443"],
  ["http://acme.identitynow.com", undefined],
  ["https://user:secret@acme.identitynow.com", undefined],
  ["acme.identitynow.com", undefined],
  ["javascript:alert(1)", undefined],
  ["", undefined],
] as const)("%j as a web address is %s", ([text, origin]) => {
  expect(readWebOrigin(text)).toBe(origin);
});

test("property: an address is https, printable, and ends in the source's id, or there is none", () => {
  const place = { host: "acme.api.identitynow.com" };
  const unit = fc.constantFrom("a", "7", "-", "_", ".", "/", "%", "?", "#", " ", "\u001B", "ä");
  const ids = fc.oneof(fc.string({ unit }), fc.uuid());
  fc.assert(
    fc.property(ids, (id) => {
      const address = sourceAddress(place, id);
      if (address === undefined) return;
      expect(new URL(address).href).toBe(
        `https://acme.identitynow.com/ui/a/admin/connections/sources/${id}`,
      );
    }),
  );
  for (const id of [undefined, "", "..", "a/../../b", "a".repeat(65)]) {
    expect(sourceAddress(place, id)).toBeUndefined();
  }
});
