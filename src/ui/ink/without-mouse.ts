import { type MouseReport, mouseReport } from "../keys/mouse.ts";

/** SGR mouse reports, and at the end one of which the rest is to come. */
// oxlint-disable-next-line no-control-regex -- they begin with Escape
const reports = /\u001B(\[<[\d;]*[Mm])/g;
// oxlint-disable-next-line no-control-regex
const unfinished = /\u001B\[<[\d;]*$/;

/** The keyboard for Ink, which would discard what a mouse reports: `point` takes that. */
export function withoutMouse(
  keyboard: NodeJS.ReadStream,
  point: (report: MouseReport) => void,
): NodeJS.ReadStream {
  let held = "";

  function read(): unknown {
    const chunk = keyboard.read() as string | Buffer | null;
    if (chunk === null) return chunk;
    const text = held + chunk.toString();
    held = unfinished.exec(text)?.[0] ?? "";
    const whole = text.slice(0, text.length - held.length);
    for (const [, sequence = ""] of whole.matchAll(reports)) {
      const report = mouseReport(sequence);
      if (report) point(report);
    }
    return whole.replaceAll(reports, "");
  }

  return new Proxy(keyboard, {
    get(target, key) {
      if (key === "read") return read;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
