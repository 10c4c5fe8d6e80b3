import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

it("sends archives from another server, by a link that ends for private repositories", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository({ name: "acme/tools", private: true });
  const head = await repository.commit({
    "a.txt": "hello",
    "secret.txt": "no",
    ".gitattributes": "secret.txt export-ignore\n",
  });
  const { get } = createFakeClient(fake, fake.addToken({ login: "acme" }));
  const { status, headers } = await get("/repos/acme/tools/tarball/main");
  const location = headers.get("location") ?? "";
  expect([status, new URL(location).origin === fake.url]).toEqual([302, false]);

  const names: string[] = [];
  const archive = await fetch(location);
  const entries = extract();
  const done = (async () => {
    for await (const entry of entries) {
      names.push(entry.header.name);
      entry.resume();
    }
  })();
  Readable.from(Buffer.from(await archive.arrayBuffer()))
    .pipe(createGunzip())
    .pipe(entries);
  await done;
  const top = `acme-tools-${head.slice(0, 7)}/`;
  expect(names.filter((name) => name !== "pax_global_header")).toEqual([top, `${top}.gitattributes`, `${top}a.txt`]);
  expect(fake.log.count()).toBe(1);
  expect(fake.log.count("GET /{owner}/{repo}/legacy.tar.gz/{ref}")).toBe(1);

  fake.clock.advance(5 * 60_000);
  expect((await fetch(location)).status).toBe(404);
  expect((await fetch(location.split("?")[0] ?? "")).status).toBe(404);
});

it("reads files and folders by path, large ones without their text", async () => {
  await using fake = await createFakeGitHub({ limits: { contentsBytes: 10 } });
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  await repository.commit({
    "README.md": "# Hi",
    "src/a b.ts": "x",
    "src/large.txt": "x".repeat(11),
    link: { mode: "120000", content: "README.md" },
  });
  expect((await get("/repos/acme/tools/contents/README.md")).body).toMatchObject({
    type: "file",
    encoding: "base64",
    content: "IyBIaQ==\n",
  });
  expect((await get("/repos/acme/tools/contents/src%2Fa%20b.ts")).body).toMatchObject({
    name: "a b.ts",
    path: "src/a b.ts",
  });
  expect((await get("/repos/acme/tools/contents/src/large.txt")).body).toMatchObject({
    encoding: "none",
    content: "",
    size: 11,
  });
  expect((await get("/repos/acme/tools/contents/src/large.txt", { accept: "application/vnd.github.raw" })).body).toBe(
    "x".repeat(11),
  );
  expect((await get("/repos/acme/tools/contents/link")).body).toMatchObject({ type: "symlink", target: "README.md" });
  expect((await get("/repos/acme/tools/contents/")).body).toMatchObject([
    { name: "README.md" },
    { name: "link" },
    { name: "src", type: "dir" },
  ]);
  expect((await get("/repos/acme/tools/contents/src?ref=main")).body).toMatchObject([
    { path: "src/a b.ts" },
    { path: "src/large.txt" },
  ]);
  expect((await get("/repos/acme/tools/contents/none")).status).toBe(404);
  expect((await get("/repos/acme/tools/readme")).body).toMatchObject({ path: "README.md" });
  expect((await get("/repos/acme/tools/branches")).body).toMatchObject([{ name: "main" }]);
});
