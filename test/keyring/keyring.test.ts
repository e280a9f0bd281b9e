import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tokenOf } from "../support/token-of.ts";
import { runProgram } from "../wire/support/program.ts";
import { serve } from "../wire/support/scripted-server.ts";
import { startSecretService } from "./secret-service.ts";

const secret = "canary-secret-7f3a";
const accessToken = tokenOf({ client_id: "c1", user_name: "sp.admin" });
const grant = { body: JSON.stringify({ access_token: accessToken, expires_in: 749 }) };
const unknownId = { status: 404, body: JSON.stringify({ detailCode: "404 Not found" }) };
const emptyList = { body: "[]" };

/** A user of SailPoint's CLI with this environment, and the tenant that it is. */
async function user(environment: string) {
  const service = await startSecretService();
  const home = service.env["HOME"] ?? "";
  const tenant = await serve(({ method, url }) => {
    if (method === "POST") return grant;
    return url.includes("account-aggregations") ? unknownId : emptyList;
  });
  await mkdir(join(home, ".sailpoint"));
  await writeFile(
    join(home, ".sailpoint", "config.yaml"),
    `activeenvironment: ${environment}\nenvironments:\n  ${environment}:\n    baseurl: ${tenant.baseUrl.href}\n`,
  );
  return { ...service, home, tenant };
}

test("the secret that SailPoint's CLI keeps is found, and goes to the tenant", async () => {
  const { env, home, keep, tenant } = await user("Acme");
  await keep("environments.pat.clientid", "acme", "id of acme");
  await keep("environments.pat.clientsecret", "acme", secret);
  await keep("environments.pat.clientsecret", "other", "another's");
  const { code, stdout, stderr } = await runProgram(["doctor"], env, home);
  expect(stdout).toContain("credentials from the keyring (environment acme)");
  expect(stdout).toContain("✓ permission");
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(secret);
  const form = new URLSearchParams(tenant.requests.find(({ method }) => method === "POST")?.body);
  expect(form.get("client_id")).toBe("id of acme");
  expect(form.get("client_secret")).toBe(secret);
});

test("a keyring without a secret for the environment is told", async () => {
  const { env, home, keep } = await user("acme");
  await keep("environments.pat.clientsecret", "other", secret);
  const { code, stdout } = await runProgram(["doctor"], env, home);
  expect(stdout).toContain("no secret for it in the keyring; store a personal access token: sail");
  expect(code).toBe(2);
});

test("a bus on which nobody keeps secrets is told, and no error", async () => {
  const { env, home } = await user("acme");
  const alone = { ...env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nowhere" };
  const { code, stdout } = await runProgram(["doctor"], alone, home);
  expect(stdout).toMatch(/the keyring cannot be read \(.+\); store a personal access token/);
  expect(code).toBe(2);
});
