import { expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

const line =
  /^\d{4}-\d\d-\d\dT[\d:.]+Z (GET|POST) (\/\S*): (.+) in \d+ms(?:, waited (\d+)ms)?(?:, (new|kept) connection)?(?:, request id (\S+))?$/;

function requestsIn(errors: string) {
  return errors
    .split("\n")
    .filter((one) => / (?:GET|POST) /.test(one))
    .map((one) => {
      const [, method, path, status, waited, connection, requestId] = line.exec(one) ?? [];
      expect([one, method]).not.toContain(undefined);
      return { method, path, status, waited, connection, requestId };
    });
}

test.for(["-v", "--verbose"])("%s logs each request to standard error", async (flag) => {
  const { run, simulator } = await simulatedTenant(["quick"]);
  const [id = ""] = simulator.aggregations.map((one) => one.id);
  const quiet = await run([id, "--output", "quiet"]);
  expect(quiet.errors).toBe("");
  const { code, output, errors } = await run([id, "--output", "quiet", flag]);
  expect({ code, output }).toEqual({ code: 0, output: "" });
  const requests = requestsIn(errors);
  expect(requests.length).toBe(errors.trimEnd().split("\n").length);
  expect(requests[0]).toMatchObject({ method: "POST", path: "/oauth/token", connection: "new" });
  const polls = requests.filter(({ path = "" }) => path.endsWith(`${id}/status`));
  expect(polls.length).toBeGreaterThan(0);
  for (const poll of polls) {
    expect(poll).toMatchObject({ method: "GET", status: "200", waited: expect.any(String) });
    expect(poll.requestId).toBeDefined();
  }
  expect(requests.filter(({ connection }) => connection === "kept").length).toBeGreaterThan(0);
});

test("no secret, token or body is in the log", async () => {
  const { run, simulator } = await simulatedTenant(["normal", "short-token"]);
  const { errors } = await run(["list", "--all", "-v"]);
  expect(requestsIn(errors).length).toBeGreaterThan(1);
  expect(errors).not.toContain(simulator.clientSecret);
  expect(errors).not.toMatch(/eyJ|access_token|Bearer|client_secret|completionStatus/);
});

test("what gets no answer is logged with the reason", async () => {
  const { run, simulator } = await simulatedTenant([]);
  await simulator.close();
  const { errors } = await run(["list", "-v", "--timeout", "10s"]);
  expect(errors).toMatch(/Z POST \/oauth\/token: ECONNREFUSED in \d+ms, waited \d+ms\n/);
  expect(errors).not.toContain(simulator.clientSecret);
});

test("the doctor's requests and the demo's are logged as well", async () => {
  const { run } = await simulatedTenant([]);
  const doctor = await run(["doctor", "--json", "-v"]);
  expect(JSON.parse(doctor.output)).toMatchObject({ type: "doctor" });
  const paths = requestsIn(doctor.errors).map(({ path }) => path);
  expect(paths).toContain("/oauth/token");
  expect(paths.some((path = "") => path.includes("/task-status"))).toBe(true);
  const demo = await run(["demo", "quick", "--speed", "100", "-q", "-v"]);
  expect(requestsIn(demo.errors).length).toBeGreaterThan(2);
});
