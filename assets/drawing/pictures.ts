import { scenarioNames } from "../../src/simulator/scenarios/scenarios.ts";
import { forecastPlot } from "./forecast-plot.ts";
import { openRecorded, openSimulated } from "./invented-watch.ts";
import { stillOf } from "./still.ts";
import { watchingPictures } from "./watching.ts";

/** All pictures of the program, by the names of their files. Times on them are local. */
export async function pictures(): Promise<ReadonlyMap<string, string>> {
  const { film, still } = await watchingPictures();
  const zoomed = { size: { columns: 80, rows: 24 }, at: 480, keys: ["z"] };
  const many = { size: { columns: 120, rows: 40 }, at: 300 };
  return new Map([
    ["watching-dark.svg", film("dark")],
    ["watching-light.svg", film("light")],
    ["panes.svg", still("both")],
    ["zoom.svg", await stillOf(await openRecorded("four"), zoomed)],
    ["table.svg", await stillOf(openSimulated(scenarioNames), many)],
    ["forecast.svg", forecastPlot()],
  ]);
}
