import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pictures } from "../../../assets/drawing/pictures.ts";
import { type Read, readXml } from "../../support/xml.ts";

const folder = new URL("../../../assets/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".svg"));
const kept = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));

test("the pictures are those that `npm run pictures` makes", async () => {
  const made = await pictures();
  expect([...made.keys()].toSorted()).toEqual(names.toSorted());
  for (const [name, picture] of made) {
    expect(kept.get(name) === picture, `${name}: npm run pictures`).toBe(true);
  }
});

describe.for([...kept])("%s", ([name, picture]) => {
  const root = readXml(`<?xml version="1.0" encoding="UTF-8"?>\n${picture}`);
  const all = everyElement(root);

  test("is small", () => {
    expect(picture.length).toBeLessThan(name.startsWith("watching") ? 400_000 : 60_000);
  });

  test("has no line, bar or sign as text, whose font may leave gaps between them", () => {
    const texts = all.filter((one) => one.name === "text").map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => /[\u2500-\u25FF\u2700-\u27BF\u2800-\u28FF]/u.test(text))).toEqual(
      [],
    );
  });

  test("is shown as an image: it runs nothing and loads nothing", () => {
    const tags = new Set(all.map((one) => one.name));
    const known = new Set(["svg", "style", "g", "rect", "text", "path"]);
    expect([...tags].filter((tag) => !known.has(tag))).toEqual([]);
    const attributes = all.flatMap((one) => Object.keys(one.attributes));
    expect(attributes.filter((key) => /^on|href/.test(key))).toEqual([]);
    expect(picture).not.toMatch(/url\(|@import/);
  });
});

test("the film and its light twin differ in their colors alone, and last from 12 to 25 seconds", () => {
  const [dark = "", light = ""] = ["dark", "light"].map((theme) =>
    kept.get(`watching-${theme}.svg`),
  );
  const withoutColors = (picture: string) => picture.replaceAll(/#[\da-f]{6}/g, "");
  expect(withoutColors(dark)).toBe(withoutColors(light));
  const seconds = Number(/animation:([\d.]+)s/.exec(dark)?.[1]);
  expect(seconds).toBeGreaterThanOrEqual(12);
  expect(seconds).toBeLessThanOrEqual(25);
});

function everyElement(root: Read): readonly Read[] {
  return [root, ...root.children.flatMap(everyElement)];
}
