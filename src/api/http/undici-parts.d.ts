/* Files of undici that its package has without types of their own; its index would load all others. */

declare module "undici/lib/api/api-connect.js" {
  import { Dispatcher } from "undici";
  const connect: Dispatcher["connect"];
  export default connect;
}

declare module "undici/lib/dispatcher/agent.js" {
  export { Agent as default } from "undici";
}

declare module "undici/lib/dispatcher/dispatcher.js" {
  export { Dispatcher as default } from "undici";
}

declare module "undici/lib/dispatcher/env-http-proxy-agent.js" {
  export { EnvHttpProxyAgent as default } from "undici";
}

declare module "undici/lib/web/fetch/index.js" {
  import { fetch } from "undici";
  const web: { readonly fetch: typeof fetch };
  export default web;
}
