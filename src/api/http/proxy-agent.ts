import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
import connect from "undici/lib/api/api-connect.js";

// As undici's index does, which would bundle all that it can do besides.
Object.assign(Dispatcher.prototype, { connect });

export { default as ProxyAgent } from "undici/lib/dispatcher/env-http-proxy-agent.js";
