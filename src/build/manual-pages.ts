import type { Plugin } from "rolldown";
import { parsePage } from "./parse-page.ts";

/** Has the pages of the manual imported as what `aggwatch help` shows. */
export const manualPages: Pick<Plugin, "name" | "transform"> = {
  name: "manual-pages",
  transform: {
    filter: { id: /[\\/]manual[\\/]pages[\\/][\w-]+\.md$/ },
    handler: (markdown) => ({
      code: `export default ${JSON.stringify(parsePage(markdown))};`,
      moduleType: "js",
      map: null,
    }),
  },
};
