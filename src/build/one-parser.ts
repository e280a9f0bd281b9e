import type { Plugin } from "rolldown";

const quicker = "require('../llhttp/llhttp_simd-wasm.js')";
const plain = "require('../llhttp/llhttp-wasm.js')";

/**
 * Has undici parse HTTP by WebAssembly that every processor runs, and leaves out the other for those
 * with SIMD: five answers a second are parsed no sooner by it, and it would be a fifth of undici.
 */
export const oneParser: Plugin = {
  name: "one-parser",
  transform: {
    filter: { id: /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h1\.js$/ },
    handler(code) {
      if (!code.includes(quicker)) throw new Error(`undici has changed: no ${quicker}`);
      return code.replace(quicker, plain);
    },
  },
};
