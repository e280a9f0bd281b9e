import { intervalText } from "../../wording/clients-text.ts";
import { countdown, interval } from "../../text/duration.ts";
import { leastTimeLeft } from "../../text/time-left.ts";
import { briefTally, type Tally, tallyWithSeen } from "../../wording/tally.ts";
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
  // The overview below tells of all ids together.
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
  const { watches, playback } = scene.snapshot;
  const title = playback ? `${scene.title} ×${playback.speed}` : scene.title;
  const tally = tallyWithSeen(watches, scene.view.seenProblems);
  const all = [span(`${watches.length} watched`)];
  const [counts, brief] = hasOverview
    ? [all, all]
    : [groupCounts(tally), groupCounts(briefTally(tally))];
  const named = [counts, brief].flatMap((one): readonly Line[] => [
    [span(" aggwatch", "strong"), span(` · ${title} · `), ...one],
    [span(` ${title} · `), ...one],
  ]);
  const short: readonly Line[] = [
    [span(" "), ...counts],
    [span(" "), ...brief],
    [span(" "), ...(hasOverview ? counts : groupGlyphs(briefTally(tally)))],
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

/** `▸16 ✗11 ✓2` */
function groupGlyphs(tally: readonly Tally[]): Line {
  return tally.map(({ times, glyph, group }) =>
    span(`${glyph}${times} `, group === "problem" ? "strong" : "text"),
  );
}

/** From the most to say to the least; once nothing is polled any more, nothing that time changes. */
function rightSides(scene: Scene, hasOverview: boolean): readonly Line[] {
  const isOver = scene.snapshot.watches.every(({ ending }) => ending) && !scene.snapshot.look;
  return isOver ? [[]] : pollingSides(scene, hasOverview);
}

function pollingSides(scene: Scene, hasOverview: boolean): readonly Line[] {
  const { snapshot, now } = scene;
  const { clients } = snapshot;
  const waits = [
    waitText(scene),
    snapshot.look?.problem !== undefined && "cannot look for more",
    snapshot.isPaused && "paused",
    snapshot.playback?.isPaused && "replay paused",
  ];
  const wait = waits.filter(Boolean).join(" · ");
  const sent = clients
    .map(({ budget }) => `${sentInWindow(budget, now.elapsed)}/${allowance(budget, now.elapsed)}`)
    .join(" · ");
  const most = Math.max(...clients.map(({ budget }) => budget.watchers));
  const sharers = most > 1 ? ` (${most} watchers)` : "";
  const every = snapshot.watches.every(({ ending }) => ending)
    ? ""
    : `every ${intervalText(clients)}`;
  const looks = snapshot.look ? `looks every ${interval(snapshot.look.everyMs)}` : "";
  const time = timeOfDay(now.wall);
  const all = hasOverview ? "" : allText(scene);
  const sides = [
    [all, `api ${sent} per 10s${sharers}`, every, looks, time],
    [all, `api ${sent} per 10s${sharers}`, every, time],
    [`api ${sent} per 10s${sharers}`, every, time],
    [all, `api ${sent} per 10s`, every, time],
    [`api ${sent} per 10s`, every, time],
    [`api ${sent}`, every, time],
    [`api ${sent}`, time],
    [time],
    [],
  ];
  return sides.map((rest) => joined(wait, rest));
}

/** A wait for a 429: of all ids, or of those of one of several tenants. */
function waitText({ snapshot, now }: Scene): string {
  const wait = longestWait(snapshot, now.elapsed);
  if (!wait) return "";
  const { tenant, host } = wait.client;
  const who = snapshot.clients.length === 1 ? "all" : (tenant ?? tenantName(host));
  return `429: ${who} ${who === "all" ? "wait" : "waits"} ${countdown(wait.ms)}`;
}

function allText({ snapshot, now }: Scene): string {
  const all = snapshot.watches.length > 1 ? allLeft(snapshot, now.elapsed) : undefined;
  if (!all) return "";
  return `all left ${leastTimeLeft(all.range, all.unknown)}`;
}

function joined(wait: string, rest: readonly string[]): Line {
  const restText = rest.filter(Boolean).join(" · ");
  if (wait === "") return restText === "" ? [] : [span(`${restText} `, "dim")];
  return [span(wait, "strong"), span(restText === "" ? " " : ` · ${restText} `, "dim")];
}
