import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

type Tenant = Awaited<ReturnType<typeof simulatedTenant>>;

/** A home with an environment of SailPoint's CLI for each tenant, its secret in the file. */
function homeWith(tenants: Readonly<Record<string, Tenant>>): { homeFolder: () => string } {
  const home = mkdtempSync(join(tmpdir(), "aggwatch-"));
  mkdirSync(join(home, ".sailpoint"));
  const environments = Object.entries(tenants).map(([name, { simulator }]) => {
    const { clientId, clientSecret } = simulator.clients.administrator;
    return [
      `  ${name}:`,
      `    baseurl: ${simulator.baseUrl}`,
      `    pat: {clientid: ${clientId}, clientsecret: ${clientSecret}}`,
    ].join("\n");
  });
  const yaml = ["authtype: pat", "environments:", ...environments].join("\n");
  writeFileSync(join(home, ".sailpoint", "config.yaml"), yaml, { mode: 0o600 });
  return { homeFolder: () => home };
}

const pathsOf = ({ simulator }: Tenant) => simulator.requests.map(({ path }) => path);
const idOf = ({ simulator }: Tenant) => simulator.aggregations[0]?.id ?? "";

describe("ids of several tenants", () => {
  test("are watched together, each asked of its own tenant with its own token", async () => {
    const acme = await simulatedTenant(["zero"]);
    const beta = await simulatedTenant(["quick"]);
    const around = { env: {}, ...homeWith({ acme, beta }) };
    const args = [`beta:${idOf(beta)}=Slack`, `acme:${idOf(acme)}`];
    const { code, output, errors } = await acme.run(args, "administrator", around);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/watching 2 aggregations at 127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+, polled/);
    expect(output).toMatch(/ {2}beta:Slack +COMPLETED/);
    expect(output).toMatch(new RegExp(` {2}acme:${idOf(acme)} +source Payroll`));
    expect(output).toMatch(/ {2}acme:Payroll +COMPLETED/);
    expect(pathsOf(acme).filter((path) => path.includes(idOf(beta)))).toEqual([]);
    expect(pathsOf(beta).filter((path) => path.includes(idOf(acme)))).toEqual([]);
    for (const one of [acme, beta]) {
      expect(pathsOf(one).filter((path) => path === "/oauth/token")).toHaveLength(1);
    }
  });

  test("are recorded together, and replayed with the same endings and exit code", async () => {
    const acme = await simulatedTenant(["cancelled"]);
    const beta = await simulatedTenant(["quick"]);
    const around = { env: {}, ...homeWith({ acme, beta }) };
    const path = join(around.homeFolder(), "both.ndjson");
    const args = [`beta:${idOf(beta)}`, `acme:${idOf(acme)}`, "--record", path];
    const watched = await acme.run(args, "administrator", around);
    expect(watched.errors).toBe("");
    const again = await acme.run(["replay", path, "--speed", "1000"]);
    expect({ code: again.code, errors: again.errors }).toEqual({ code: 1, errors: "" });
    const told = (text: string) => text.match(/.* (?:COMPLETED|CANCELLED|STARTED|source) .*/g);
    expect(told(again.output)).toEqual(told(watched.output));
    expect(again.output).toMatch(/ {2}beta:Slack +COMPLETED/);
    expect(again.output).toMatch(/ {2}acme:GitHub +CANCELLED/);
  });

  test("end for themselves where one tenant refuses the sign-in", async () => {
    const acme = await simulatedTenant(["zero"]);
    const beta = await simulatedTenant(["quick"]);
    const home = homeWith({ acme, beta });
    const env = {
      SAIL_BASE_URL: acme.simulator.baseUrl,
      SAIL_CLIENT_ID: "no",
      SAIL_CLIENT_SECRET: "no",
    };
    const args = [idOf(acme), `beta:${idOf(beta)}`];
    const { code, output, errors } = await acme.run(args, "administrator", { env, ...home });
    expect(code).toBe(4);
    expect(output).toMatch(/beta:Slack +COMPLETED/);
    expect(errors).toContain("Sign-in refused by");
  });

  test("take their sources' running aggregation from the tenant of the flags", async () => {
    const acme = await simulatedTenant(["zero"]);
    const beta = await simulatedTenant(["quick"]);
    const around = { env: {}, ...homeWith({ acme, beta }) };
    const args = ["--env", "acme", "--source", "Payroll", `beta:${idOf(beta)}`, idOf(acme)];
    const { code, output } = await acme.run(args, "administrator", around);
    expect(code).toBe(0);
    expect(output).toMatch(/ {2}Payroll +COMPLETED/);
  });

  test("are refused where two names are one tenant, or one id is given for two", async () => {
    const acme = await simulatedTenant(["zero"]);
    const around = { env: {}, ...homeWith({ acme, same: acme }) };
    const both = await acme.run(["acme:job-0001", "same:job-0002"], "administrator", around);
    expect(both).toMatchObject({ code: 2, output: "" });
    expect(both.errors).toMatch(
      /ids of acme: and ids of same: are both at .*; write them all alike/,
    );
    const twice = await acme.run(["acme:job-0001", "same:job-0001"], "administrator", around);
    expect(twice.errors).toContain("job-0001 is given for two tenants");
  });
});
