import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startAggregation } from "../../../src/api/endpoints/start.ts";
import { apiOf } from "../support/scripted-api.ts";
import { serve } from "../support/scripted-server.ts";

const accepted = {
  status: 202,
  body: readFileSync(
    new URL("../../samples/load-accounts-202.real-2024-05.json", import.meta.url),
    "utf8",
  ),
};

/** The parts of a multipart body, each with its headers. */
function partsOf(contentType: string, body: string): readonly string[] {
  const boundary = /boundary=(\S+)$/.exec(contentType)?.[1] ?? "";
  return body.split(`--${boundary}`).slice(1, -1);
}

test.each([
  ["v2024", "/v2024/sources/s%2F1/load-accounts"],
  ["v1", "/sources/v1/s%2F1/load-accounts"],
] as const)(
  "a start in %s is one POST of a multipart form with a real field",
  async (version, url) => {
    const server = await serve(() => accepted);
    const task = await startAggregation(apiOf(server, version), "s/1", {
      disableOptimization: false,
    });
    expect(task.id).toBe("af1b82086c194f89acce82e156ff6e61");
    expect(server.requests).toMatchObject([{ method: "POST", url }]);
    const { headers = {}, body = "" } = server.requests[0] ?? {};
    expect(headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    const parts = partsOf(headers["content-type"] ?? "", body);
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatch(/name="disableOptimization"\r\n\r\nfalse\r\n$/);
  },
);

test("every account is processed where that is wanted, and a CSV file goes along", async () => {
  const server = await serve(() => accepted);
  const file = new File(["id,name\r\n1,Ann\r\n"], "accounts.csv", { type: "text/csv" });
  await startAggregation(apiOf(server), "s1", { disableOptimization: true, file });
  const { headers = {}, body = "" } = server.requests[0] ?? {};
  const [flag, csv] = partsOf(headers["content-type"] ?? "", body);
  expect(flag).toMatch(/name="disableOptimization"\r\n\r\ntrue\r\n$/);
  expect(csv).toContain('name="file"; filename="accounts.csv"\r\nContent-Type: text/csv\r\n');
  expect(csv).toContain("\r\n\r\nid,name\r\n1,Ann\r\n");
});

test("a refusal is final, with what the tenant says", async () => {
  const body = readFileSync(
    new URL("../../samples/load-accounts-400.real-2024-09.json", import.meta.url),
    "utf8",
  );
  const server = await serve(() => ({ status: 400, body }));
  await expect(
    startAggregation(apiOf(server), "s1", { disableOptimization: false }),
  ).rejects.toMatchObject({ name: "RefusedError", message: expect.stringMatching(/^Column: /) });
});

test.each(["", "<html>", "{}", '{"success":true,"task":{}}'])(
  "a start whose answer names no task is none that may be repeated: %s",
  async (body) => {
    const server = await serve(() => ({ status: 202, body }));
    await expect(
      startAggregation(apiOf(server), "s1", { disableOptimization: false }),
    ).rejects.toMatchObject({
      name: "UnnamedTaskError",
      message: expect.stringContaining("was started"),
    });
    expect(server.requests).toHaveLength(1);
  },
);
