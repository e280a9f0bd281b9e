import { expect, test } from "vitest";
import { errorText, isPage, isServiceError } from "../../../../src/api/http/error-text.ts";

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
    "invalid_client: no such client",
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

const notFound = "Link with ID or name 'x' was not found.";

/** What services of real tenants have answered, and what is to be said of it. */
const ofServices = [
  ["ErrorResponseDto", { detailCode: "404", messages: [{ text: "No such id." }] }, "No such id."],
  [
    "a list of locale messages",
    [
      { locale: "en-US", localeOrigin: "DEFAULT", text: "No such task." },
      { locale: "und", localeOrigin: "REQUEST", text: "No such task." },
    ],
    "No such task.",
  ],
  [
    "detailMessage",
    { detailMessage: "Error converting Enumerated string (type) value (QUARTZ)" },
    "Error converting Enumerated string (type) value (QUARTZ)",
  ],
  ["formatted_msg", { slpt_error_code: "E1", formatted_msg: "No such thing." }, "No such thing."],
  ["errorMessage", { errorMessage: "Bad filter" }, "Bad filter"],
  ["causes", { detailCode: "400", messages: [], causes: [{ text: "No name" }] }, "No name"],
  [
    "messages and causes",
    { messages: [{ text: "Bad request." }], causes: [{ text: "id is no UUID" }] },
    "Bad request. id is no UUID",
  ],
] as const;

test.for(ofServices)("%s is read, and is a service's own", ([, body, text]) => {
  expect(errorText(JSON.stringify(body))).toBe(text);
  expect(isServiceError(JSON.stringify(body))).toBe(true);
});

test("a sentence by itself is read, and is a service's own", () => {
  for (const body of [notFound, `"${notFound}"`]) {
    expect(errorText(body)).toBe(notFound);
    expect(isServiceError(body)).toBe(true);
  }
});

test.for([
  '{"error":"Not Found"}',
  '{"message":"no Route matched with those values"}',
  "<html><body>404</body></html>",
  "404 page not found",
  "Not Found",
  "{",
  "[]",
  "",
])("a gateway says that, and no service: %s", (body) => {
  expect(isServiceError(body)).toBe(false);
});

test("a refused sign-in is its kind and its description", () => {
  const body = { error: "invalid_client", error_description: "Bad client credentials" };
  expect(errorText(JSON.stringify(body))).toBe("invalid_client: Bad client credentials");
  const only = { error_description: "Full authentication is required to access this resource" };
  expect(errorText(JSON.stringify(only))).toBe(only.error_description);
  expect(errorText('{"error":"bad","error_description":"bad"}')).toBe("bad");
});

test.for(["word ".repeat(100), "12345", "<b>no</b>", "true"])(
  "what is no sentence is not repeated: %s",
  (body) => {
    expect(errorText(body)).toBeUndefined();
  },
);

test.for([
  "<!DOCTYPE html><html>",
  "\n  <html lang='en'>",
  "<head>",
  "<body class='error'>",
  '<?xml version="1.0"?>',
  "<!-- blocked -->",
  "<center>blocked</center>",
  "<p\nclass='x'>",
])("a page for browsers is one: %j", (body) => {
  expect(isPage(body)).toBe(true);
});

test.for(["", "{}", "404 <html>", "< html>", "<5 accounts", "<>", "<x-y", "blocked <p>"])(
  "and this is none: %j",
  (body) => {
    expect(isPage(body)).toBe(false);
  },
);
