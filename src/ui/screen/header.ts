import { intervalText } from "../../wording/clients-text.ts";
import { countdown, interval } from "../../text/duration.ts";
import { allLeftTexts } from "../../text/time-left.ts";
import { briefTally, type Tally, tallyWithSeen } from "../../wording/tally.ts";
import { glyphsOf } from "./groups.ts";
import { tenantName } from "../../wording/watch-name.ts";
import { timeOfDay } from "../../text/time-of-day.ts";
import { allowance, sentInWindow } from "../../client/budget.ts";
import { allLeft } from "../../wording/all-left.ts";
import type { Layout } from "../view/layout.ts";
import { justified, type Line, lineWidth, span } from "../lines/line.ts";
import { longestWait } from "../../watch/model/snapshot.ts";
import type { Scene } from "../view/scene.ts";

/**
 * The first row: the tenant, the ids by group, a wait of the API's or the user's, our part of the
 * request budget, the interval and the time. Where it is narrow the program's name goes first, then
 * the right side says less; a wait goes last.
 */
export function headerRow(scene: Scene, layout: Layout, columns: number): Line {
  // The overview below covers all ids together.
  const hasOverview = layout.kind === "table" && layout.overviewRows > 0;
  const [named, short] = leftSides(scene, hasOverview);
  const rights = rightSides(scene, hasOverview);
  const fits = ([left, right]: readonly [Line, Line]) =>
    lineWidth(left) + 1 + lineWidth(right) <= columns;
  const least = rights.at(-1) ?? [];
  const pairs = [
    ...rights.flatMap((right) => named.map((left) => [left, right] as const)),
    ...short.map((left) => [left, least] as const),
  ];
  const [left, right] = pairs.find(fits) ?? [short.at(-1) ?? [], least];
  return justified(left, right, columns);
}

/** With the title and without, each from the most to say to the least. */
function leftSides(
  scene: Scene,
  hasOverview: boolean,
): readonly [readonly Line[], readonly Line[]] {
  const { watches, playback, toStart } = scene.snapshot;
  const title = playback ? `${scene.title} ×${playback.speed}` : scene.title;
  const tally = tallyWithSeen(watches, scene.view.seenProblems);
  const toCome = toStart === undefined ? [] : [span(`  ${toStart} to start`)];
  const all = [span(`${watches.length} watched`), ...toCome];
  const [counts, brief] = hasOverview
    ? [all, all]
    : [
        [...groupCounts(tally), ...toCome],
        [...groupCounts(briefTally(tally)), ...toCome],
      ];
  const named = [counts, brief].flatMap((one): readonly Line[] => [
    [span(" aggwatch", "strong"), span(` · ${title} · `), ...one],
    [span(` ${title} · `), ...one],
  ]);
  const short: readonly Line[] = [
    [span(" "), ...counts],
    [span(" "), ...brief],
    [span(" "), ...(hasOverview ? counts : glyphsOf(briefTally(tally)))],
  ];
  return [named, short];
}

function groupCounts(tally: readonly Tally[]): Line {
  return tally.flatMap(({ times, word, glyph, group }, index): Line => {
    const gap = span(index === 0 ? "" : "  ");
    const text = `${times} ${word}`;
    if (group !== "problem") return [gap, span(text)];
    return [gap, span(`${glyph} `, "bad"), span(text, "strong")];
  });
}

/** From the most to say to the least; once nothing is polled any more, nothing that time changes. */
function rightSides(scene: Scene, hasOverview: boolean): readonly Line[] {
  const { watches, look, toStart } = scene.snapshot;
  const isOver = watches.every(({ ending }) => ending) && !look && toStart === undefined;
  return isOver ? [[]] : pollingSides(scene, hasOverview);
}

function pollingSides(scene: Scene, hasOverview: boolean): readonly Line[] {
  const { snapshot, now } = scene;
  const { clients, look } = snapshot;
  const others = [
    look?.problem !== undefined && "can't list new runs",
    clients.some((client) => client.serverProblem !== undefined) && "budget server unreachable",
    snapshot.isPaused && "paused",
    snapshot.playback?.isPaused && "replay paused",
  ];
  const waits = waitTexts(scene).map((text) => [text, ...others].filter(Boolean).join(" · "));
  const [wait = ""] = waits;
  const sent = clients
    .map(
      ({ budget }) => `${sentInWindow(budget, now.elapsed)} of ${allowance(budget, now.elapsed)}`,
    )
    .join(" · ");
  const requests = `${sent} requests/10s`;
  const most = Math.max(...clients.map(({ budget }) => budget.watchers));
  const sharers = most > 1 ? ` (${most} watchers)` : "";
  const every = snapshot.watches.every(({ ending }) => ending)
    ? ""
    : `every ${intervalText(clients)}`;
  const looks = look ? `checks for new runs every ${interval(look.everyMs)}` : "";
  const time = timeOfDay(now.wall);
  const [all = "", shortAll = ""] = hasOverview ? [] : allTexts(scene);
  const sides = [
    [all, requests + sharers, every, looks, time],
    [all, requests + sharers, every, time],
    [shortAll, requests + sharers, every, time],
    [shortAll, requests, every, time],
    [requests + sharers, every, time],
    [requests, every, time],
    [`${sent}/10s`, every, time],
    [`${sent}/10s`, time],
    [time],
    [],
  ];
  return [
    ...sides.map((rest) => joined(wait, rest)),
    ...waits.slice(1).map((shorter) => joined(shorter, [])),
  ];
}

/** A wait for a 429, of all ids or of those of one of several tenants; the shortest text last. */
function waitTexts({ snapshot, now }: Scene): readonly string[] {
  const wait = longestWait(snapshot, now.elapsed);
  if (!wait) return [""];
  const { tenant, host } = wait.client;
  const who = snapshot.clients.length === 1 ? "" : `${tenant ?? tenantName(host)} `;
  const left = countdown(wait.ms);
  return [`${who}rate limited (429): waiting ${left}`, `429: waiting ${left}`, `429 ${left}`];
}

/** The time left of all ids together, in words and short. */
function allTexts({ snapshot, now }: Scene): readonly string[] {
  const all = snapshot.watches.length > 1 ? allLeft(snapshot, now.elapsed) : undefined;
  if (!all) return [];
  const [long, words = long, short = words] = allLeftTexts(all.range, all.unknown);
  return [words, short];
}

function joined(wait: string, rest: readonly string[]): Line {
  const restText = rest.filter(Boolean).join(" · ");
  if (wait === "") return restText === "" ? [] : [span(`${restText} `)];
  return [span(wait, "strong"), span(restText === "" ? " " : ` · ${restText} `)];
}
