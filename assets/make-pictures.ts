/*
 * Makes the pictures of the README and the manual from the program's own screen, on recorded and
 * simulated watches and an invented clock: the same bytes again, whenever it runs.
 *
 *   npm run pictures
 */
import { writeFile } from "node:fs/promises";
import { pictures } from "./drawing/pictures.ts";

// Times of day on the screen are local.
process.env["TZ"] = "UTC";

for (const [name, picture] of await pictures()) {
  await writeFile(new URL(name, import.meta.url), picture);
}
