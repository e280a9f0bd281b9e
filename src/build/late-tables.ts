import type { Plugin } from "rolldown";

/** What string-width makes of Unicode's tables when it is loaded, and the methods it calls of that. */
const made = [
  {
    declared: /^const (?<name>\w+) = \/(?<source>.*\\p\{RGI_Emoji\}.*)\/v;$/m,
    make: (source = "") => `new RegExp(${JSON.stringify(source)}, "v")`,
    methods: ["exec", "test"],
  },
  {
    declared: /^const (?<name>\w+) = new Intl\.Segmenter\(\);$/m,
    make: () => "new Intl.Segmenter()",
    methods: ["segment"],
  },
];

/**
 * Has string-width make these when a text first needs them. That takes as long as Node's own start,
 * and most lines are ASCII, most screens without emoji.
 */
export const lateTables: Plugin = {
  name: "late-tables",
  transform: {
    filter: { id: /[\\/]string-width[\\/]index\.js$/ },
    handler: (code) =>
      made.reduce((before, { declared, make, methods }) => {
        const { name, source } = declared.exec(before)?.groups ?? {};
        if (name === undefined) throw new Error(`string-width has changed: no ${declared.source}`);
        const late = `(${name}Made ??= ${make(source)})`;
        const calls = methods.map((method) => `${method}: (text) => ${late}.${method}(text)`);
        // A function: `$` has a meaning in a text.
        return before.replace(
          declared,
          () => `let ${name}Made; const ${name} = { ${calls.join(", ")} };`,
        );
      }, code),
  },
};
