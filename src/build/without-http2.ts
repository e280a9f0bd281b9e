import type { Plugin } from "rolldown";

const required = "http2 = require('node:http2')";

/**
 * Has undici take Node for one without HTTP/2, which it never speaks unless asked (`allowH2`): loading
 * that takes a quarter of the time that Node itself needs to start.
 */
export const withoutHttp2: Plugin = {
  name: "without-http2",
  transform: {
    filter: { id: /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/ },
    handler(code) {
      if (!code.includes(required)) throw new Error(`undici has changed: no ${required}`);
      return code.replace(required, "http2 = { constants: {} }");
    },
  },
};
