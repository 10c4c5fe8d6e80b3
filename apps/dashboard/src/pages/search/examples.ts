/** What examples are made of: some documents that are held, and the values filters have. */
export interface ExampleMaterial {
  readonly documents: readonly { readonly title: string; readonly path: string | null; readonly type: string }[];
  readonly authors: readonly { readonly value: string }[];
}

/** A search to try. */
export interface Example {
  readonly query: string;
  readonly shows: string;
}

/** Up to four searches that find something here, each showing another thing a query can say. */
export function exampleQueries({ documents, authors }: ExampleMaterial): Example[] {
  const named = documents
    .map((document) => ({ ...document, words: wordsOf(document) }))
    .filter(({ words }) => words.length >= 2 && words.length <= 4);
  const telling = named.filter(({ path }) => !path?.startsWith("."));
  const [plain, ...others] = spread(telling.length > 0 ? telling : named);
  if (!plain) return [];
  const inFolder = others.find(({ path }) => path?.includes("/")) ?? (plain.path?.includes("/") ? plain : undefined);
  const ofOtherType = others.find(({ type }) => type !== plain.type);
  const [author] = authors;
  const [first = ""] = plain.words;
  return [
    { query: plain.words.join(" "), shows: "Words, in any order" },
    ...(inFolder
      ? [{ query: `path:${quoted(folderOf(inFolder.path ?? ""))} ${inFolder.words.at(-1)}`, shows: "In one folder" }]
      : []),
    ...(ofOtherType ? [{ query: `type:${ofOtherType.type} ${ofOtherType.words[0]}`, shows: "Of one type" }] : []),
    ...(author ? [{ query: `author:${quoted(author.value)} ${first}`, shows: "By one person" }] : []),
  ];
}

/** The words of a name as people would type them: of `src/retry-policy.test.ts` retry and policy. */
function wordsOf({ title, path }: ExampleMaterial["documents"][number]): string[] {
  const name = path ? (path.split("/").at(-1) ?? "").replace(/\..*$/, "") : title;
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/\p{L}+/gu);
  return (words ?? []).filter((word) => word.length > 2);
}

/** Some of a list from all over it: neighbours are alike. */
function spread<Entry>(list: readonly Entry[]): Entry[] {
  const step = Math.max(1, Math.floor(list.length / 7));
  return list.filter((_, index) => index % step === Math.floor(step / 2));
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).slice(0, 2).join("/");
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
}
