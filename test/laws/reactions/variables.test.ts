import * as fc from "fast-check";
import { expect, test } from "vitest";
import { environmentOf } from "../../../src/reactions/variables.ts";

test("a command has the program's environment without the variables that hold secrets", () => {
  const env = {
    PATH: "/bin",
    SAIL_CLIENT_SECRET: "s",
    sail_access_token: "t",
    SAIL_BASE_URL: "https://acme.api.identitynow.com",
    AGGWATCH_BUDGET_PASSWORD: "p",
    aggwatch_budget_password: "p",
    SAILING: "yes",
    UNSET: undefined,
  };
  expect(environmentOf(env, { AGGWATCH_TYPE: "ended", AGGWATCH_ID: undefined })).toEqual({
    PATH: "/bin",
    SAILING: "yes",
    UNSET: undefined,
    AGGWATCH_TYPE: "ended",
  });
});

test("what an outer aggwatch said is gone, and what the user has set for aggwatch stays", () => {
  const env = { AGGWATCH_EXIT_CODE: "0", AGGWATCH_VERDICT: "SUCCESS", AGGWATCH_INTERVAL: "10s" };
  expect(environmentOf(env, { AGGWATCH_EXIT_CODE: "1" })).toEqual({
    AGGWATCH_EXIT_CODE: "1",
    AGGWATCH_INTERVAL: "10s",
  });
});

test("property: no variable that holds a secret is in it", () => {
  const name = fc.constantFrom(
    "SAIL_CLIENT_SECRET",
    "Sail_Access_Token",
    "SAIL_X",
    "Aggwatch_Budget_Password",
    "PATH",
    "HOME",
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), (env) => {
      const names = Object.keys(environmentOf(env, {}));
      expect(names.filter((one) => /^sail_|password/i.test(one))).toEqual([]);
    }),
  );
});
