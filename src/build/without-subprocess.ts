import type { Plugin } from "rolldown";

const imported = "import childProcess from 'node:child_process';";

/** Commander starts programs for subcommands that are files of their own, of which there are none. */
export const withoutSubprocess: Plugin = {
  name: "without-subprocess",
  transform: {
    filter: { id: /[\\/]commander[\\/]lib[\\/]command\.js$/ },
    handler(code) {
      if (!code.includes(imported)) throw new Error(`commander has changed: no ${imported}`);
      return code.replace(imported, "const childProcess = {};");
    },
  },
};
