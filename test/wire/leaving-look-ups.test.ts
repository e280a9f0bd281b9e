import { expect, test } from "vitest";
import type { LeavingSignal } from "../../src/output/exit-code.ts";
import { systemClock } from "../../src/time/clock.ts";
import { credentials, type Script, serve } from "./scripted-server.ts";
import { runCommand } from "./simulated-command.ts";

const grant = { body: '{"access_token":"t","expires_in":43200}' };
const gatewaysOwn = { status: 404, body: "<html>not found</html>" };

/** A process that gets signals, which go to whoever listens. */
function signalled() {
  const listeners = new Set<(signal: LeavingSignal) => void>();
  return {
    onSignal: (listener: (signal: LeavingSignal) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send: (signal: LeavingSignal) => {
      for (const listener of listeners) listener(signal);
    },
    listening: () => listeners.size,
  };
}

const asksVersion = /limit=1$/;

/** A tenant whose gateway knows no path, and does not answer whoever asks for the version. */
const silentOnVersion: Script = ({ url }) => {
  if (url === "/oauth/token") return grant;
  return asksVersion.test(url) ? new Promise(() => undefined) : gatewaysOwn;
};

test("Ctrl-C while a tenant is asked for its API version leaves with 130", async () => {
  const server = await serve(silentOnVersion);
  const { send, listening, onSignal } = signalled();
  const ran = runCommand(["list"], server.baseUrl.href, credentials, systemClock, { onSignal });
  await expect.poll(() => server.requests.at(-1)?.url).toMatch(asksVersion);
  send("SIGINT");
  expect(await ran).toEqual({ code: 130, output: "", errors: "" });
  expect(listening()).toBe(0);
});
