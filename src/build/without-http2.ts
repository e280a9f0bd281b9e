import type { Plugin } from "rolldown";

const exported = "module.exports = connectH2";

/**
 * Leaves out undici's HTTP/2, which it never speaks unless asked (`allowH2`): loading what that takes
 * of Node needs a quarter of the time that Node itself needs to start.
 */
export const withoutHttp2: Plugin = {
  name: "without-http2",
  transform: {
    filter: { id: /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/ },
    handler(code) {
      if (!code.includes(exported)) throw new Error(`undici has changed: no ${exported}`);
      return "module.exports = undefined;";
    },
  },
};
