import { expect, test } from "vitest";
import { errorText } from "../../src/api/error-text.ts";

test("the same text in several locales is said once", () => {
  const text = "The server did not find it.";
  const messages = [
    { locale: "und", localeOrigin: "REQUEST", text },
    { locale: "en-US", localeOrigin: "DEFAULT", text },
  ];
  expect(errorText(JSON.stringify({ detailCode: "404 Not found", messages }))).toBe(text);
});

test("the gateway's and the limiter's and OAuth's shapes are read", () => {
  expect(errorText('{"error":"JWT validation failed: JWT is expired"}')).toBe(
    "JWT validation failed: JWT is expired",
  );
  expect(errorText('{"message":" Rate Limit Exceeded "}')).toBe("Rate Limit Exceeded");
  expect(errorText('{"error":"invalid_client","error_description":"no such client"}')).toBe(
    "no such client",
  );
});

test("every part is optional, and a part of another shape is passed over", () => {
  expect(errorText('{"detailCode":"400.1 Bad Request Content"}')).toBe("400.1 Bad Request Content");
  expect(errorText('{"messages":[null,{"text":7},{"text":"yes"}],"error":{}}')).toBe("yes");
});

test.for(["", "<html><body>502 Bad Gateway</body></html>", "{", "null", "[]", "7", "{}"])(
  "a body that says nothing helps nobody: %s",
  (body) => {
    expect(errorText(body)).toBeUndefined();
  },
);

test("what it says is safe to print", () => {
  expect(errorText(JSON.stringify({ error: "a\u001b[2Jb\r\nc\u202Ed" }))).toBe("ab cd");
});
