import { enableCompileCache } from "node:module";
import process from "node:process";
import { keepCompiled } from "./system/compile-cache.ts";
import { userFolder } from "./system/user-folder.ts";

// Before the first large file is loaded.
await keepCompiled({
  env: process.env,
  uid: process.getuid?.(),
  cacheFolder: () => userFolder("cache", [".cache"]),
  enable: (folder) => void enableCompileCache(folder),
});
