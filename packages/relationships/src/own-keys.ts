import { importKeys } from "./imports/own-import-keys.ts";
import { branchKey, builtKey, commitKey, idKey, isKey, issueKey, numberKey, pathKey, shaKey, teamKey } from "./keys.ts";
import { listOf, textOf } from "./metadata-values.ts";
import type { OwnKey, RelatableDocument } from "./types.ts";
import { readUrl } from "./urls.ts";

/** The keys a document answers to. */
export function ownKeys(document: RelatableDocument): OwnKey[] {
  const keys = new Map<string, OwnKey>();
  const found = document.type === "file" ? fileKeys(document) : thingKeys(document);
  for (const own of found) if (isKey(own.key) && !keys.has(own.key)) keys.set(own.key, own);
  return [...keys.values()];
}

function fileKeys(document: RelatableDocument): OwnKey[] {
  const { repository, path } = document;
  if (path === undefined) return [{ key: idKey(document.id) }];
  return [
    ...(repository === undefined ? [] : [{ key: pathKey(repository, path) }]),
    ...importKeys(document).map((key) => ({ key })),
  ];
}

function thingKeys({ id, url, repository, metadata = {} }: RelatableDocument): OwnKey[] {
  const keys: OwnKey[] = [{ key: idKey(id) }];
  if (url !== undefined && !url.includes("#")) {
    for (const key of readUrl(url)?.targets ?? []) {
      // A commit's address is read with its name below.
      if (!key.startsWith("commit:")) keys.push({ key });
    }
  }
  const host = textOf(metadata.host);
  if (host) keys.push({ key: `url:${host.toLowerCase()}` });
  if (repository !== undefined && Number.isSafeInteger(metadata.number)) {
    keys.push({ key: numberKey(repository, Number(metadata.number)) });
  }

  const identifiers = [textOf(metadata.identifier), ...listOf(metadata.previousIdentifiers)].filter(isIdentifier);
  keys.push(...identifiers.map((identifier) => ({ key: issueKey(identifier) })));
  const [identifier] = identifiers;
  if (identifier !== undefined) keys.push({ key: teamKey(identifier.slice(0, identifier.lastIndexOf("-"))) });

  const sha = textOf(metadata.sha);
  const detailed = (make: (sha: string) => string, shas: readonly string[]) =>
    shas.filter(isSha).map((name) => ({ key: make(name), detail: name.toLowerCase() }));
  keys.push(...detailed(shaKey, [sha]));
  keys.push(...detailed(commitKey, [sha, ...listOf(metadata.commits), textOf(metadata.mergeCommit)]));
  keys.push(...detailed(builtKey, [textOf(metadata.commit)]));

  const head = branchKey(textOf(metadata.head));
  if (head !== undefined && textOf(metadata.head) !== "") {
    keys.push({ key: head, ...(repository !== undefined && { detail: repository.toLowerCase() }) });
  }
  const named = branchKey(textOf(metadata.branchName));
  if (named !== undefined && textOf(metadata.branchName) !== "") keys.push({ key: named });
  return keys;
}

function isIdentifier(text: string): boolean {
  return /^[A-Z][A-Z0-9]{0,9}-\d{1,7}$/.test(text);
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{7,64}$/i.test(text);
}
