import type { Alert } from "../../api/alerts.ts";
import type { Tone } from "../../components/badge.tsx";

/** What is wrong, in a few words. */
export const conditionNames: Readonly<Record<Alert["condition"], string>> = {
  "sync-stuck": "A sync takes too long",
  "success-rate": "Too many syncs fail",
  "source-silent": "No sync succeeded lately",
  "coverage-drop": "Documents are missing",
  "documents-failed": "Too many documents failed",
  "sync-failed": "A sync failed for good",
  "source-attention": "A source waits for somebody",
};

/** When an alert of each condition is raised, and what helps. */
export const conditionHelp: Readonly<Record<Alert["condition"], { readonly when: string; readonly help: string }>> = {
  "sync-stuck": {
    when: "A sync has been running for over an hour.",
    help: "Look at the run: it may wait for the provider's limits, which pass by themselves. Otherwise cancel it and sync again.",
  },
  "success-rate": {
    when: "Of at least ten syncs in 24 hours fewer than nine in ten succeeded.",
    help: "Look at the failed runs for what they have in common: credentials, a provider that is down, a limit.",
  },
  "source-silent": {
    when: "No sync of the source succeeded for 48 hours, or for two times of its own schedule.",
    help: "Sync it by hand and read what it fails with. A source that is not needed any more can be paused or disconnected.",
  },
  "coverage-drop": {
    when: "More than one in ten of the documents that could be found an hour ago cannot be found.",
    help: "If they were deleted on purpose, resolve this alert: what can be found then is what is expected from there on. If not, sync the source in full.",
  },
  "documents-failed": {
    when: "More than one in twenty of the source's documents failed.",
    help: "Look at the reasons of the failed documents, mend what they share, and retry them.",
  },
  "sync-failed": {
    when: "A sync failed five times in a row and is not tried again by itself.",
    help: "Read what the run failed with, mend it, and sync again.",
  },
  "source-attention": {
    when: "A source cannot be synced until somebody does something: credentials, access, its settings.",
    help: "The source says what it waits for. Once it is mended, sync it.",
  },
};

const severities: Readonly<Record<Alert["severity"], readonly [Tone, string]>> = {
  critical: ["bad", "Critical"],
  error: ["bad", "Error"],
  warning: ["warn", "Warning"],
  info: ["info", "Notice"],
};

/** How bad it is: in a word, and its colour. */
export function severityWords(severity: Alert["severity"]): { readonly tone: Tone; readonly words: string } {
  const [tone, words] = severities[severity];
  return { tone, words };
}

const states: Readonly<Record<Alert["state"], readonly [Tone, string]>> = {
  open: ["bad", "Open"],
  acknowledged: ["info", "Acknowledged"],
  resolved: ["good", "Resolved"],
};

/** Where it is: in a word, and its colour. */
export function stateWords(state: Alert["state"]): { readonly tone: Tone; readonly words: string } {
  const [tone, words] = states[state];
  return { tone, words };
}

/** Something that happened to an alert. */
export interface AlertEvent {
  readonly at: string;
  readonly words: string;
}

/** What happened to an alert, in order. */
export function alertEvents({ openedAt, acknowledgedAt, resolvedAt, resolvedBy }: Alert): AlertEvent[] {
  return [
    { at: openedAt, words: "Raised" },
    ...(acknowledgedAt ? [{ at: acknowledgedAt, words: "Acknowledged by a person" }] : []),
    ...(resolvedAt
      ? [
          {
            at: resolvedAt,
            words: resolvedBy === "person" ? "Resolved by a person" : "Resolved by itself: it was not so any more",
          },
        ]
      : []),
  ];
}
