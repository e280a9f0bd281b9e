const hook = encodeURIComponent(`
  import { appendFileSync } from "node:fs";
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      const [, name] = url.match(/\\/dist\\/([^/]+)$/) ?? [];
      if (name) appendFileSync(process.env.LOADED_FILES, name + "\\n");
      return next(url, context);
    },
  });
`);

/** Has the built program write the name of each file of dist that it loads to a file, a line each. */
export function loadingInto(file: string) {
  return { NODE_OPTIONS: `--import=data:text/javascript,${hook}`, LOADED_FILES: file };
}
