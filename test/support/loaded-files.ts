const hook = encodeURIComponent(`
  const { appendFileSync } = process.getBuiltinModule("fs");
  const { registerHooks } = process.getBuiltinModule("module");
  process.on("exit", () => {
    const own = process.moduleLoadList.filter((one) => one.startsWith("NativeModule "));
    for (const one of own) {
      appendFileSync(process.env.LOADED_FILES, one.replace("NativeModule ", "node:") + "\\n");
    }
  });
  registerHooks({
    load(url, context, next) {
      const [, name] = url.match(/\\/dist\\/([^/]+)$/) ?? [];
      if (name) appendFileSync(process.env.LOADED_FILES, name + "\\n");
      return next(url, context);
    },
  });
`);

/**
 * Has the built program write the name of each file of dist that it loads to a file, a line each, and
 * at its end `node:` and the name of each part of Node's own library.
 */
export function loadingInto(file: string) {
  return { NODE_OPTIONS: `--import=data:text/javascript,${hook}`, LOADED_FILES: file };
}
