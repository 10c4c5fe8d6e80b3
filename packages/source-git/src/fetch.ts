import { explainSkip, parseVersion, tooLarge } from "@tributary/repository-files";
import { type FetchResult, SourceError } from "@tributary/source";
import type { DocumentReference } from "@tributary/validation";
import { toDocument } from "./document.ts";
import { GitFailure } from "./git-command.ts";
import { listAbsentObjects } from "./partial-clone.ts";
import { displayPath, encodePath } from "./path-name.ts";
import { type Locator, readLocator } from "./references.ts";
import type { Session } from "./session.ts";

/** Files and bytes read ahead of the file being used: enough to keep git busy, few enough to bound memory. */
const READ_AHEAD = 8;
const READ_AHEAD_BYTES = 8 * 1024 * 1024;

/** Fetches files in the order of their references, a few ahead. Leaves nothing behind when it is left early. */
export async function* fetchReferences(
  session: Session,
  references: readonly DocumentReference[],
  signal?: AbortSignal,
): AsyncGenerator<FetchResult> {
  const left = new AbortController();
  const ended = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
  const isAbsent = createAbsenceCheck(session, ended);
  const reading: { readonly result: Promise<FetchResult>; readonly size: number }[] = [];
  const pending = references.values();
  let bytes = 0;
  const readAhead = () => {
    while (reading.length < READ_AHEAD && bytes < READ_AHEAD_BYTES) {
      const { value: reference } = pending.next();
      if (reference === undefined) return;
      const result = fetchOne(session, reference, isAbsent, ended);
      // One that nobody comes to wait for must not count as unhandled.
      result.catch(() => {});
      const size = reference.size ?? 0;
      reading.push({ result, size });
      bytes += size;
    }
  };
  try {
    for (readAhead(); ; ) {
      const first = reading.shift();
      if (first === undefined) return;
      bytes -= first.size;
      signal?.throwIfAborted();
      readAhead();
      yield await first.result;
    }
  } finally {
    left.abort();
  }
}

type AbsenceCheck = (locator: Locator, sha: string) => Promise<boolean>;

async function fetchOne(
  session: Session,
  reference: DocumentReference,
  isAbsent: AbsenceCheck,
  signal: AbortSignal,
): Promise<FetchResult> {
  const { id, version } = reference;
  const parsed = parseVersion(version);
  const locator = readLocator(session.prefix, reference);
  if (parsed === null || locator === null) return { type: "gone", id };
  if (parsed.skip !== null) {
    const message = explainSkip(parsed, displayPath(locator.path), reference.size);
    return { type: "skipped", id, version, reason: parsed.skip, message };
  }
  try {
    if (await isAbsent(locator, parsed.sha)) {
      const complaint = "this partial clone does not hold it";
      return { type: "failed", id, error: damaged(session, parsed.sha, locator, complaint) };
    }
    const object = await session.objects.read(parsed.sha, signal);
    if (object === null) return await explainMissing(session, id, parsed.sha, locator, signal);
    const { limit } = locator;
    if (limit !== undefined && object.content.length > limit) {
      return { type: "skipped", id, version, reason: "too-large", message: tooLarge(object.content.length, limit) };
    }
    const document = toDocument(reference, locator, object.content, await session.links.get(signal));
    return "reason" in document ? { type: "skipped", id, version, ...document } : { type: "document", document };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return { type: "failed", id, error: damaged(session, parsed.sha, locator, error.complaint) };
  }
}

/** Tells what a partial clone still lacks; asks git once for each commit listed with something missing. */
function createAbsenceCheck({ repository }: Session, signal: AbortSignal): AbsenceCheck {
  const absent = new Map<string, Promise<ReadonlySet<string>>>();
  return async ({ absent: wasAbsent, commit }, sha) => {
    if (wasAbsent !== true) return false;
    const known = absent.get(commit) ?? listAbsentObjects(repository.git, commit, signal);
    absent.set(commit, known);
    return (await known).has(sha);
  };
}

/** An object nobody has: its file is gone when the commit is, and the repository is damaged or partial when not. */
async function explainMissing(
  session: Session,
  id: string,
  sha: string,
  locator: Locator,
  signal: AbortSignal,
): Promise<FetchResult> {
  const commit = await session.objects.read(locator.commit, signal);
  if (commit === null) return { type: "gone", id };
  return { type: "failed", id, error: damaged(session, sha, locator, "the object is missing or damaged") };
}

function damaged(session: Session, sha: string, locator: Locator, complaint: string): SourceError {
  const { root } = session.repository;
  return new SourceError(
    "invalid-response",
    `Git could not read ${encodePath(locator.path)} (object ${sha.slice(0, 12)}) in ${root}: ${complaint}. Run "git fsck" there, or clone again.`,
  );
}
