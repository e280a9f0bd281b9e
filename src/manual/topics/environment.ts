import type { Command, Option } from "commander";
import { budgetPasswordVariable } from "../../client/fleet/budget-address.ts";
import { defaultable, variableOf } from "../../settings/defaultable.ts";
import { fileVariable } from "../../settings/file.ts";
import type { Block } from "../page.ts";

/** `aggwatch help environment`. */
export function environment(program: Command): readonly Block[] {
  return [
    "The tenant comes from the flags --base-url, --tenant or --env, else from these variables, as for " +
      "SailPoint's own tools:",
    [
      ["SAIL_BASE_URL", "https://{tenant}.api.identitynow.com"],
      [
        "SAIL_CLIENT_ID",
        "of a personal access token of a user with the level ORG_ADMIN, SOURCE_ADMIN or " +
          "SOURCE_SUBADMIN, and the scope sp:scopes:all",
      ],
      ["SAIL_CLIENT_SECRET", "of the same token"],
      [
        "SAIL_ACCESS_TOKEN",
        "a ready token, where no client is set; the watch ends when it expires",
      ],
      [
        "SAIL_ACTIVEENVIRONMENT",
        "the environment of SailPoint's CLI that is used, instead of the one it has chosen",
      ],
    ],
    "else from ./config.json, else from SailPoint's CLI. What is used, and whether it works, says " +
      "aggwatch doctor.",
    "The network:",
    [
      ["HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "proxies, and what is asked without one"],
      ["NODE_EXTRA_CA_CERTS", "a file with the certificate of a company's authority"],
      [budgetPasswordVariable, "the password of the budget server, see --budget"],
    ],
    "Telemetry, of which aggwatch help metrics tells more:",
    [
      [
        "OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_…",
        "the variables of the OpenTelemetry SDK: where traces, metrics and logs are sent, and how",
      ],
      ["TRACEPARENT, TRACESTATE, BAGGAGE", "the span of a pipeline that the traces are part of"],
    ],
    "The terminal:",
    [
      ["NO_COLOR, FORCE_COLOR", "without colors, or with them; --color wins over both"],
      [
        "FORCE_HYPERLINK",
        "makes names links in a terminal that is not known to show them, or 0 does not; " +
          "--hyperlinks wins over it",
      ],
      ["SSH_CONNECTION, SSH_TTY", "where one is set, no browser is opened"],
      ["DISPLAY, WAYLAND_DISPLAY", "where on Linux neither is set, no browser is opened"],
      ["INK_SCREEN_READER", "true is as good as --screen-reader"],
      ["TERM", "where it is dumb, lines are written instead of a screen"],
      ["COLORTERM, LANG, LC_ALL, LC_CTYPE", "what the terminal can show"],
    ],
    "Folders:",
    [
      ["XDG_CONFIG_HOME", "where the configuration file is looked for, else ~/.config"],
      ["XDG_RUNTIME_DIR", "where watchers leave word for each other, else /run/user/UID"],
      ["XDG_STATE_HOME", "where the history of runs is kept, else ~/.local/state"],
    ],
    "Defaults of flags, of which aggwatch help defaults tells more:",
    [
      [fileVariable, "another configuration file"],
      ...defaultable(program).map((flag) => [variableOf(flag), meaningOf(flag)] as const),
    ],
  ];
}

function meaningOf(flag: Option): string {
  return flag.negate ? `false is as good as ${flag.flags}` : flag.flags;
}
