import type { DifferenceStatus } from "@tributary/validation";

/** Where a problem stands that only the documents themselves can tell more of. */
const seeDocuments = "Each document says more.";

/** Documents that are deliberately not indexed, by the reason. */
const skipped: Readonly<Record<string, string>> = {
  binary: "Binary files, such as images and archives, hold no text to search. Nothing to do.",
  generated: "Generated files, such as lock files and built code, would drown what people wrote. Nothing to do.",
  "too-large":
    "Larger than the source is set to read. Raise its size limit where it has one, then sync it whole, if they are to be found.",
  "lfs-pointer": "Kept in Git LFS: the repository holds a pointer, not the content. Nothing to do.",
  submodule: "Submodules are repositories of their own. Connect those that are to be found.",
  symlink: "Symbolic links point to files that are read where they are. Nothing to do.",
  empty: "Nothing is in them. They are read again when they change.",
  unsupported: "Of a kind that cannot be read as text. Nothing to do.",
};

const passing = "Retry them now, or let the next sync do it.";

/** Documents that could not be read or indexed, by the code of the problem. */
const failed: Readonly<Record<string, string>> = {
  "rate-limited": `The provider allowed no more requests. ${passing}`,
  timeout: `There was no answer in time. ${passing}`,
  unavailable: `What was asked was out of reach. ${passing}`,
  unauthorized: "The credentials are no longer accepted. Give the source new ones, then retry.",
  forbidden:
    "The credentials may not read these. Grant that at the provider or give the source other ones, then retry.",
  "not-found": "Listed, and then not there to be read. Retry: what is gone is removed.",
  "invalid-config": "The configuration does not fit what is there. Correct it, then retry.",
  "invalid-response": `What came back could not be understood. ${seeDocuments} Retry; when it stays, report it.`,
  "invalid-request": `The model of the embeddings refused the text. ${seeDocuments} Retry once its settings are mended.`,
  "chunking-failed": `The text could not be cut into passages. ${seeDocuments} Retry; when it stays, report it.`,
  "store-refused": `The vector store refused them. ${seeDocuments} Retry once that is mended.`,
  constraint: "They hold something a database cannot, such as a NUL character. Correct them at the source, then sync.",
};

const others: Readonly<Record<string, string>> = {
  pending: "Waiting to be read or indexed: the sync that is under way, or else the next one, does it.",
  "not-recorded":
    "The last complete listing showed more than could be recorded: gone before they were read, named twice, or with a name that cannot be kept. The next full sync looks again.",
  "not-read": "The sync that listed them failed before it had read them. Sync again.",
  "held-deletion":
    "No longer at the source, and still found here: a listing missed so many that they wait for a decision. Look at the source, then delete or keep them.",
  kept: "No longer at the source, and still found here because somebody decided to keep them.",
};

/** What a reason means and what a person does about it; for a code without words of its own, what one document says. */
export function explain(
  { status, code }: { readonly status: DifferenceStatus; readonly code: string },
  example: string,
): string {
  const words = status === "skipped" ? skipped : status === "failed" ? failed : others;
  if (Object.hasOwn(words, code)) return words[code] ?? example;
  const said = example === "" ? "No reason was recorded." : `For example: ${example}`;
  return status === "failed" ? `${said} Retry them when that is mended.` : said;
}
