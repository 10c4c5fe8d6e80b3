import { expect, it } from "vitest";
import { readFileContent } from "./file-content.ts";

it("gives a file's text with its title, format and language, and says what was damaged", () => {
  expect(readFileContent("src/main.ts", Buffer.from("export {};\n"))).toEqual({
    title: "main.ts",
    path: "src/main.ts",
    content: "export {};\n",
    format: "code",
    language: "TypeScript",
  });
  expect(readFileContent("a.txt", Buffer.from("caf\xe9\n", "latin1"))).toMatchObject({
    content: "café\n",
    metadata: { encoding: "windows-1252" },
  });
  const damaged = Buffer.concat([Buffer.from("ä".repeat(50)), Buffer.from([0xff]), Buffer.from("\n")]);
  expect(readFileContent("a.txt", damaged)).toMatchObject({ missing: ["1 byte sequences that are not valid utf-8"] });
});

it("leaves out what is binary, and scripts whose lines are minified", () => {
  expect(readFileContent("a", Buffer.from([1, 0, 2]))).toMatchObject({ reason: "binary" });
  const long = Buffer.from(`${"a=1;".repeat(15_000)}\n`);
  expect(readFileContent("a.js", long)).toMatchObject({ reason: "generated" });
  expect(readFileContent("a.txt", long)).toMatchObject({ format: "text" });
  expect(readFileContent("a.js", Buffer.from("a = 1;\n".repeat(15_000)))).toMatchObject({ language: "JavaScript" });
});
