import { expect, test } from "vitest";
import { RefusedError } from "../../../src/api/http/errors.ts";
import type { ClientListener } from "../../../src/client/client.ts";
import { asking, lookUp } from "../../support/invented/look-ups.ts";

/** A tenant whose answers mark the version as deprecated from the second on; that one refuses. */
function deprecating() {
  let isDeprecated = false;
  const refused = new RefusedError(403, "no");
  const { clock, client } = asking(["[]", refused], { isDeprecated: () => isDeprecated });
  const ask = async () => {
    const answered = client.api.ask(lookUp).catch(() => undefined);
    await clock.advance(1000);
    await answered;
    isDeprecated = true;
  };
  const heard: string[] = [];
  const listener: Partial<ClientListener> = { deprecated: (version) => heard.push(version) };
  return { client, ask, heard, listener };
}

test("a deprecated version is told once, at the first answer that says so, even a refusal", async () => {
  const { client, ask, heard, listener } = deprecating();
  client.listen(listener);
  client.listen({});
  await ask();
  expect(heard).toEqual([]);
  await ask();
  expect(heard).toEqual(["v2024"]);
  await ask();
  expect(heard).toEqual(["v2024"]);
});

test("a deprecated version is told at a later answer when nobody has listened so far", async () => {
  const { client, ask, heard, listener } = deprecating();
  client.listen({});
  await ask();
  await ask();
  client.listen(listener);
  expect(heard).toEqual([]);
  await ask();
  expect(heard).toEqual(["v2024"]);
});

test("whoever has stopped listening hears of no deprecated version", async () => {
  const { client, ask, heard, listener } = deprecating();
  const stop = client.listen(listener);
  stop();
  await ask();
  await ask();
  expect(heard).toEqual([]);
});
