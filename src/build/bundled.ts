import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { InputOptions, OutputOptions } from "rolldown";
import { directBuiltins } from "./direct-builtins.ts";
import { lateTables } from "./late-tables.ts";
import { manualPages } from "./manual-pages.ts";
import { oneParser } from "./one-parser.ts";
import { withoutHttp2 } from "./without-http2.ts";
import { withoutSubprocess } from "./without-subprocess.ts";

/**
 * ky takes these classes from Node, which has them in an undici of its own: whoever names one loads
 * all of that, for a second client that sends nothing. Here they are those of our client.
 */
const webClasses = {
  FormData: "undici/lib/web/fetch/formdata.js",
  Headers: "undici/lib/web/fetch/headers.js",
  Request: "undici/lib/web/fetch/request.js",
  Response: "undici/lib/web/fetch/response.js",
};

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

export const dist = join(root, "dist");

export const input: InputOptions = {
  input: join(root, "src/aggwatch.ts"),
  platform: "node",
  // Ink loads the first where DEV is set, which `define` excludes; the second is native and optional.
  external: [
    "react-devtools-core",
    "@napi-rs/keyring",
    "ioredis",
    "rate-limiter-flexible",
    "prom-client",
    /^@opentelemetry\//,
  ],
  plugins: [manualPages, lateTables, oneParser, withoutHttp2, withoutSubprocess, directBuiltins],
  transform: {
    target: "node22",
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
    inject: Object.fromEntries(
      Object.entries(webClasses).flatMap(([name, file]) =>
        [name, `globalThis.${name}`].map((used) => [used, [file, name]]),
      ),
    ),
  },
};

/** Opening and compiling a file costs more than what it holds for another command. */
const groups = [
  // Loaded before Node keeps what it compiles, so as little as possible.
  { name: "early", test: /[\\/]src[\\/]keep-compiled\.ts$/, priority: 5 },
  // What every command needs, `--help` and `--version` included; a table of both help and watch.
  { name: "cli", test: /[\\/]src[\\/](?:cli|exit[\\/]exit-code-table)\.ts$/, priority: 4 },
  // What `-h` and `--help` need besides.
  { name: "help", test: /[\\/]src[\\/]commands[\\/]verbs[\\/]write-help\.ts$/, priority: 3 },
  // What a watch needs besides, without a screen and before the first request.
  {
    name: "watch",
    test: /[\\/]src[\\/](?:commands[\\/](?:verbs[\\/]watch|flags[\\/]mistyped)|settings[\\/]apply|history[\\/]folder)\.ts$/,
    priority: 3,
  },
  // The first frame, without Ink.
  { name: "frame", test: /[\\/]src[\\/]ui[\\/]screens\.ts$/, priority: 2 },
  { name: "undici", test: /[\\/]undici[\\/]lib[\\/]web[\\/]fetch[\\/]index\.js$/, priority: 1 },
];

export const output: OutputOptions = {
  dir: dist,
  format: "esm",
  minify: true,
  codeSplitting: { groups },
};
