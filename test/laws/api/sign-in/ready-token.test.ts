import { expect, test } from "vitest";
import { SignInRefusedError } from "../../../../src/api/http/errors.ts";
import { createTenant } from "../../../../src/api/tenant.ts";
import { inventedClock } from "../../../support/invented/clock.ts";

test("a token that was got elsewhere is given once, sent nowhere, and has no successor", async () => {
  const fetch = () => Promise.reject(new RangeError("nothing is sent"));
  const from = "SAIL_ACCESS_TOKEN";
  const tenant = createTenant(
    new URL("https://acme.api.identitynow.com/"),
    { accessToken: "t0ken", from },
    { clock: inventedClock(), fetch },
  );
  const { signal } = new AbortController();
  expect(tenant.hasReadyToken).toBe(true);
  expect(await tenant.signIn(signal)).toEqual({ accessToken: "t0ken", expiresInMs: undefined });
  const again = await tenant.signIn(signal).catch((error: unknown) => error);
  expect(again).toBeInstanceOf(SignInRefusedError);
  expect((again as Error).message).toContain(`from ${from} is refused by acme.api.identitynow.com`);
});
