import { expect, test } from "vitest";
import { rig, rigWith } from "../support/simulator-support.ts";

interface Source {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** A tenant and its list of sources. */
async function sources() {
  const tenant = await rig();
  const ask = (query: Readonly<Record<string, string>>, path = "/v2024/sources") =>
    tenant.ask(`${path}?${new URLSearchParams(query).toString()}`);
  const list = async (query: Readonly<Record<string, string>> = {}) => {
    const response = await ask(query);
    expect(response.status).toBe(200);
    return (await response.json()) as readonly Source[];
  };
  const names = async (filters: string) => (await list({ filters })).map(({ name }) => name);
  return { ...tenant, askList: ask, list, names };
}

test.each([
  ['name eq "Active Directory"', ["Active Directory"]],
  ['name sw "Active"', ["Active Directory", "Active Directory Test"]],
  ['name co "Test"', ["Active Directory Test"]],
  ['name in ("Okta","Slack")', ["Okta", "Slack"]],
  [String.raw`name eq "Sales \"EMEA\""`, ['Sales "EMEA"']],
  [String.raw`name co "\"EMEA"`, ['Sales "EMEA"']],
  [String.raw`name eq "Finance\\Payables"`, ["Finance\\Payables"]],
  ['name co "Active" and name co "Test"', ["Active Directory Test"]],
  ['name eq "Nowhere"', []],
  ["name isnull", []],
])("%s finds %j", async (filters, found) => {
  const { names } = await sources();
  expect(await names(filters)).toEqual(found);
});

test.each(['name eq "Sales "EMEA""', 'name like "x"', 'id co "x"', 'owner.id eq "x"'])(
  "%s is refused with 400",
  async (filters) => {
    const { askList } = await sources();
    expect((await askList({ filters })).status).toBe(400);
  },
);

test("a source is the same by its id in a filter, in the path, and in every version", async () => {
  const { list, ask } = await sources();
  const [found] = await list({ filters: 'name eq "Okta"' });
  const { id = "" } = found ?? {};
  expect(await list({ filters: `id eq "${id}"` })).toEqual([found]);
  const paths = ["/beta/sources", "/v2024/sources", "/v2025/sources", "/v2026/sources"];
  const answers = await Promise.all([...paths, "/sources/v1"].map((path) => ask(`${path}/${id}`)));
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  expect(bodies).toEqual(Array.from(bodies, () => found));
  expect((await ask(`/v2024/sources/${"f".repeat(32)}`)).status).toBe(404);
});

test("sources are sorted by name, come in pages, and are counted if asked", async () => {
  const { list, askList } = await sources();
  const all = (await list()).map(({ name }) => name);
  expect(all).toEqual(all.toSorted((one, other) => one.localeCompare(other, "en")));
  const down = (await list({ sorters: "-name" })).map(({ name }) => name);
  expect(down).toEqual(all.toReversed());
  const page = (await list({ limit: "2", offset: "1" })).map(({ name }) => name);
  expect(page).toEqual(all.slice(1, 3));
  const counted = await askList({ limit: "1", count: "true" }, "/sources/v1");
  expect(counted.headers.get("x-total-count")).toBe(`${all.length}`);
  expect((await askList({ sorters: "size" })).status).toBe(400);
  expect((await askList({ limit: "251" })).status).toBe(400);
});

test("a sub-administrator says so or gets 403, and sees his own sources", async () => {
  const { askList, ask, signIn, list } = await sources();
  const okta = (await list({ filters: 'name eq "Okta"' }))[0]?.id ?? "";
  const own = (await list({ filters: 'name eq "Contractors"' }))[0]?.id ?? "";
  await signIn("subadmin");
  expect((await askList({})).status).toBe(403);
  const response = await askList({ "for-subadmin": "me" });
  expect(((await response.json()) as readonly Source[]).map(({ name }) => name)).toEqual([
    "Active Directory Test",
    "Contractors",
    'Sales "EMEA"',
  ]);
  expect((await ask(`/v2024/sources/${okta}`)).status).toBe(403);
  expect((await ask(`/v2024/sources/${own}`)).status).toBe(200);
});

test("a tenant that does not know a version answers as its gateway does", async () => {
  const { ask, id } = await rigWith({ apiVersions: ["v2024", "v2025"] }, "normal");
  const path = `account-aggregations/${id("normal")}/status`;
  const unknown = await ask(`/v2026/${path}`);
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toEqual({ error: "Not Found" });
  expect((await ask(`/v2025/${path}`)).status).toBe(200);
  expect((await ask("/sources/v1")).status).toBe(404);
});
