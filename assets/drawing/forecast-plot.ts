import { documentOf } from "./document.ts";
import { type ShownRanges, type ShownRun, shownRun } from "./shown-ranges.ts";

const minuteMs = 60_000;
/** In pixels; `left` and `top` are the room for the axis and the title. */
const panel = { width: 300, height: 200, left: 52, top: 52, foot: 44 } as const;
const apart = 24;
/** So many polls make one point. */
const pollsPerPoint = 3;

const rules = [
  "text{font-size:13px}",
  ".band{fill-opacity:.3}",
  ".edge,.truth,.axis{fill:none;stroke:currentColor}",
  ".edge{stroke-width:1.2}",
  ".truth{stroke-width:1.8;stroke-dasharray:5 4}",
].join("\n");

/**
 * The range of the time left in the course of one run, and the truth: without earlier runs of the
 * source, and with the last ten.
 */
export function forecastPlot(): string {
  const run = shownRun();
  const scale = scaleOf(run);
  const step = panel.left + panel.width + apart;
  return documentOf(
    [
      ...legend(),
      ...panelOf("no earlier runs", run, run.unknown, scale, 0),
      ...panelOf("ten earlier runs", run, run.known, scale, step),
    ],
    {
      width: 2 * step - apart,
      height: panel.top + panel.height + panel.foot,
      theme: "both",
      rules,
    },
  );
}

interface Scale {
  readonly x: (ms: number) => number;
  readonly y: (ms: number) => number;
  readonly mostMin: { readonly x: number; readonly y: number };
}

const tickMin = 20;

/** Both axes from 0; what is above the upper one is drawn at it. */
function scaleOf({ completedAtMs }: ShownRun): Scale {
  const mostMin = { x: ticked(completedAtMs), y: ticked(1.7 * completedAtMs) };
  return {
    x: (ms) => panel.left + (panel.width * ms) / minuteMs / mostMin.x,
    y: (ms) => panel.top + panel.height * (1 - Math.min(1, ms / minuteMs / mostMin.y)),
    mostMin,
  };
}

/** In minutes, up to the next tick. */
function ticked(ms: number): number {
  return Math.ceil(ms / minuteMs / tickMin) * tickMin;
}

function legend(): readonly string[] {
  const y = 12;
  return [
    `<path class="c6 band" d="M${panel.left} ${y - 9}h24v11h-24z"/>`,
    `<text x="${panel.left + 32}" y="${y}">the range shown</text>`,
    `<path class="truth" d="M${panel.left + 176} ${y - 4}h28"/>`,
    `<text x="${panel.left + 212}" y="${y}">the time truly left</text>`,
  ];
}

function panelOf(
  title: string,
  { completedAtMs, collectedAtMs }: ShownRun,
  { ranges, held }: ShownRanges,
  { x, y, mostMin }: Scale,
  shift: number,
): readonly string[] {
  const points = ranges.filter((_, index) => index % pollsPerPoint === 0);
  const most = points.map(({ atMs, mostMs }) => `${tenth(x(atMs))} ${tenth(y(mostMs))}`);
  const least = points.map(({ atMs, leastMs }) => `${tenth(x(atMs))} ${tenth(y(leastMs))}`);
  const foot = panel.top + panel.height;
  const readAt = tenth(x(collectedAtMs));
  return [
    `<g transform="translate(${shift} 0)">`,
    `<text class="bold" x="${panel.left}" y="${panel.top - 12}">${title}: held ${percent(held)} of the time</text>`,
    `<path class="c6 band" d="M${most.join("L")}L${least.toReversed().join("L")}z"/>`,
    `<path class="c6 edge" d="M${most.join("L")}M${least.join("L")}"/>`,
    `<path class="truth" d="M${x(0)} ${tenth(y(completedAtMs))}L${tenth(x(completedAtMs))} ${foot}"/>`,
    `<path class="faint dotted" d="M${readAt} ${panel.top}V${foot}"/>`,
    `<text x="${readAt + 5}" y="${panel.top + 12}">source read</text>`,
    `<path class="faint axis" d="M${panel.left} ${panel.top}V${foot}H${panel.left + panel.width}"/>`,
    ...ticks(mostMin.x).map(
      (min) =>
        `<text x="${tenth(x(min * minuteMs))}" y="${foot + 18}" text-anchor="middle">${min}</text>`,
    ),
    `<text x="${panel.left + panel.width}" y="${foot + 38}" text-anchor="end">minutes since the start</text>`,
    ...ticks(mostMin.y).map(
      (min) =>
        `<text x="${panel.left - 8}" y="${tenth(y(min * minuteMs)) + 4}" text-anchor="end">${min}${min === mostMin.y ? " min" : ""}</text>`,
    ),
    "</g>",
  ];
}

function ticks(most: number): readonly number[] {
  return Array.from({ length: Math.floor(most / tickMin) + 1 }, (_, index) => index * tickMin);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
