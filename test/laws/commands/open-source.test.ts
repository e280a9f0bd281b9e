import { expect, test } from "vitest";
import { NotFoundError } from "../../../src/api/http/errors.ts";
import { openSource, type SourceOpening } from "../../../src/commands/session/open-source.ts";
import type { WebPage } from "../../../src/ui/view/view.ts";
import { newWatch, type Watch, type WatchedId } from "../../../src/watch/model/watch.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";

const sourceId = "2c918084660f45d6016617daa9210584";
const page = `https://acme.identitynow.com/ui/a/admin/connections/sources/${sourceId}`;
const id = "2c91808477a6b0c60177a81146b8110b";

/** Opens the page of an id; `more` is what the computer and the tenant do. */
async function opening(watched: Partial<WatchedId>, more: Partial<SourceOpening> = {}) {
  const watch: Watch = newWatch({ id, label: "Workday HR", tenant: "acme", ...watched }, 0);
  const watcher = inventedWatcher("acme", [watch]);
  const notices: string[] = [];
  const opened: string[] = [];
  const pages: WebPage[] = [];
  const leave = new AbortController();
  await openSource(
    id,
    {
      watcher,
      screen: {
        notice: (text) => void notices.push(text),
        showPage: (shown) => void pages.push(shown),
      },
      browse: async (address) => void opened.push(address),
      findSource: undefined,
      ...more,
    },
    leave.signal,
  );
  return { notices, opened, pages };
}

test("the page of a known source is opened at once", async () => {
  const { notices, opened, pages } = await opening({ sourceId });
  expect(opened).toEqual([page]);
  expect(notices).toEqual(["opening acme:Workday HR in the browser"]);
  expect(pages).toEqual([]);
});

test("without a browser the address is shown, and why", async () => {
  const browse = async () => "no browser over SSH";
  const { pages } = await opening({ sourceId }, { browse });
  const shown = { name: "acme:Workday HR", address: page, problem: "no browser over SSH" };
  expect(pages).toEqual([shown]);
});

test("a source that is not known yet is looked up, and then opened", async () => {
  const watcher = inventedWatcher("acme", [newWatch({ id, label: "HR", tenant: "acme" }, 0)]);
  const findSource = async (watch: Watch) => watcher.become([{ ...watch, sourceId }]);
  const { notices, opened } = await opening({}, { watcher, findSource });
  expect(notices).toEqual(["looking up the source of acme:HR", "opening acme:HR in the browser"]);
  expect(opened).toEqual([page]);
});

test("where the look-up fails or tells no source, nothing is opened, and the screen says why", async () => {
  const missing = await opening({}, { findSource: () => Promise.reject(new NotFoundError("404")) });
  expect(missing.notices.at(-1)).toBe(
    "can't look up the source of acme:Workday HR (404, no such task)",
  );
  const silent = await opening({}, { findSource: async () => undefined });
  expect(silent.notices.at(-1)).toBe("source of acme:Workday HR unknown");
  expect([...missing.opened, ...silent.opened]).toEqual([]);
  const bug = new TypeError("ours");
  await expect(opening({}, { findSource: () => Promise.reject(bug) })).rejects.toBe(bug);
});

test("where the tenant's web UI is not known, no address is made up", async () => {
  const watcher = inventedWatcher("acme", [newWatch({ id, label: "HR", sourceId }, 0)]);
  const [client] = watcher.snapshot().clients;
  const elsewhere = { ...client, tenant: undefined, host: "iam.example.com" };
  const snapshot = () => ({ ...watcher.snapshot(), clients: [elsewhere] as const });
  const { notices, opened } = await opening({}, { watcher: { ...watcher, snapshot } });
  expect(notices).toEqual(["web address unknown: set tenanturl in SailPoint's CLI"]);
  expect(opened).toEqual([]);
});
