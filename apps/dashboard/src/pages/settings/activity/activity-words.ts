import type { Activity } from "../../../api/activity.ts";
import { conditionNames } from "../../alerts/alert-words.ts";

/** Where the subject of an entry can be looked at. */
export type SubjectPlace = "source" | "run" | "alert" | "document" | "key" | "workflow-run" | "delivery" | "none";

interface Wording {
  readonly words: string;
  readonly place: SubjectPlace;
  /** What more the details say. */
  readonly more?: (details: Activity["details"]) => string | null;
}

const documents = (field: string) => (details: Activity["details"]) => countOf(details[field], "document");
const named = (field: string) => (details: Activity["details"]) => textOf(details[field]);
const condition = (details: Activity["details"]) => {
  const given = textOf(details["alert.condition"]);
  return given && given in conditionNames ? conditionNames[given as keyof typeof conditionNames] : given;
};

const wordings: Readonly<Record<string, Wording>> = {
  "source.connected": { words: "connected", place: "source", more: named("source.name") },
  "source.changed": { words: "changed", place: "source" },
  "source.checked": { words: "checked a connection", place: "none" },
  "source.disconnected": { words: "disconnected", place: "source" },
  "source.restored": { words: "restored", place: "source" },
  "sync.requested": {
    words: "asked for a sync of",
    place: "source",
    more: (details) => (details["job.mode"] === "full" ? "everything" : null),
  },
  "sync.triggered": {
    words: "asked for a sync of",
    place: "source",
    more: (details) => (details.mode === "full" ? "everything" : null),
  },
  "retry.requested": {
    words: "had failed documents tried again of",
    place: "source",
    more: documents("documents"),
  },
  "sync.cancelled": { words: "cancelled the run", place: "run" },
  "webhook-secret.added": { words: "added a webhook secret to", place: "source" },
  "webhook-secret.removed": { words: "took a webhook secret back of", place: "source" },
  "deployment.requested": { words: "reported a deployment to", place: "source" },
  "deletions.decided": {
    words: "decided about a large deletion of",
    place: "source",
    more: (details) =>
      [details.decision === "release" ? "deleted" : "kept", countOf(details.count, "document")]
        .filter(Boolean)
        .join(" "),
  },
  "deletions.undone": {
    words: "undid a large deletion of",
    place: "source",
    more: documents("count"),
  },
  "delivery.replayed": { words: "had a webhook delivery worked on again", place: "delivery" },
  "index.rebuild-requested": { words: "had the configured search index built", place: "none" },
  "index.switched": { words: "switched to the new search index", place: "none" },
  "index.rebuild-dropped": { words: "gave up the new search index", place: "none" },
  "alert.acknowledged": { words: "acknowledged the alert", place: "alert", more: condition },
  "alert.resolved": { words: "resolved the alert", place: "alert", more: condition },
  "workflow-run.cancelled": {
    words: "cancelled a run of the workflow",
    place: "workflow-run",
    more: named("run.function"),
  },
  "workflow-run.repeated": { words: "ran a workflow again:", place: "workflow-run", more: named("run.function") },
  "session.started": { words: "signed in", place: "none" },
  "session.ended": { words: "signed out", place: "none" },
  "key.created": { words: "made the API key", place: "key", more: named("name") },
  "key.revoked": { words: "revoked the API key", place: "key", more: named("name") },
  "notification-preferences.changed": { words: "changed what people are told of", place: "none" },
  "keys.rotated": { words: "changed the key that credentials are sealed with", place: "none" },
};

/** An entry of the audit trail in words: `Ada` `connected` `acme/app`. */
export interface ActivityWords {
  readonly who: string;
  readonly words: string;
  readonly place: SubjectPlace;
  readonly more: string | null;
}

/** An entry of the audit trail in words; an action nobody has words for is named as it is. */
export function activityWords({ actor, action, subject, details }: Activity): ActivityWords {
  const who = actorName(actor);
  const wording = wordings[action];
  if (!wording) return { who, words: action, place: "none", more: null };
  const place = action === "retry.requested" && !subject.startsWith("src_") ? "document" : wording.place;
  const words = place === "document" ? "had a failed document tried again:" : wording.words;
  return { who, words, place, more: wording.more?.(details) ?? null };
}

/** Who it was: a key's name without its id; the owner of the machine, who needs no key. */
function actorName(actor: string): string {
  if (actor === "local") return "This machine";
  return actor.replace(/ \(key_[^)]*\)$/, "");
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function countOf(value: unknown, one: string): string | null {
  if (typeof value !== "number") return null;
  return `${value.toLocaleString("en")} ${one}${value === 1 ? "" : "s"}`;
}
