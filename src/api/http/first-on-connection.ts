import { subscribe } from "node:diagnostics_channel";
import type { Dispatcher } from "undici";

type Told = (isFirst: boolean) => void;

/** By the client's own objects for requests, from their making to their headers. */
const awaited = new WeakMap<object, Told>();
const used = new WeakSet();
/** Of the request that is being made: that happens within `dispatch`. */
let made: Told | undefined;
let isListening = false;

/** A dispatcher that reports whether its request is the first on its connection. */
export function tellingFirst(dispatcher: Dispatcher, told: Told): Dispatcher {
  listen();
  return new Proxy(dispatcher, {
    get(target, key) {
      if (key !== "dispatch") return Reflect.get(target, key, target) as unknown;
      return (...request: Parameters<Dispatcher["dispatch"]>) => {
        made = told;
        try {
          return target.dispatch(...request);
        } finally {
          made = undefined;
        }
      };
    },
  });
}

/** undici publishes the fate of its requests, which only a log needs. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  subscribe("undici:request:create", (message) => {
    const { request } = message as { readonly request: object };
    if (made) awaited.set(request, made);
  });
  subscribe("undici:client:sendHeaders", (message) => {
    const { request, socket } = message as { readonly request: object; readonly socket: object };
    awaited.get(request)?.(!used.has(socket));
    used.add(socket);
  });
}
