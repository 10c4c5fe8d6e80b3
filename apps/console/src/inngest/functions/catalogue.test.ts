import { eventSchemas, workflows } from "@tributary/validation";
import { describe, expect, it } from "vitest";

/**
 * Ids of functions and what triggers them, relied on from outside: people send these events, and dashboards and alerts
 * name these functions. None of it is ever renamed. Null: a schedule.
 */
const catalogue = {
  "source.connected": "source.connected",
  "source.disconnected": "source.disconnected",
  "webhook.github": "webhook/github",
  "webhook.vercel": "webhook/vercel",
  "webhook.linear": "webhook/linear",
  "webhook.notion": "webhook/notion",
  "webhook.slack": "webhook/slack",
  "github.push.received": "github.push.received",
  "scheduled.daily.sync": null,
  "schedule.sync": null,
  "manual.sync.trigger": "manual.sync.trigger",
  "sync.orchestrator": "sync.requested",
  "batch.controller": "batch.process",
  "github.sync.handler": "github.sync.execute",
  "linear.sync.handler": "linear.sync.execute",
  "notion.sync.handler": "notion.sync.execute",
  "slack.sync.handler": "slack.sync.execute",
  "vercel.sync.handler": "vercel.sync.execute",
  "git.sync.handler": "git.sync.execute",
  "ensure.store": "internal/ensure.store",
  "files.batch.processor": "files.batch.process",
  "embeddings.generator": "embeddings.generate",
  "documents.process": "documents.process",
  "docs.batch.coordinator": "docs.batch.trigger",
  "documents.delete": "documents.delete",
  "pr.processor": "github.pr.received",
  "issue.processor": "github.issue.received",
  "discussion.processor": "github.discussion.received",
  "deployment.processor": "vercel.deployment.received",
  "document.indexer": "document.index",
  "relationships.extractor": "relationships.extract",
  "github.discussions.sync": "github.discussions.sync",
  "github.files.fetch": "github.files.fetch",
  "error.recovery": "sync.failed",
  "cleanup.stale.data": null,
  "cache.warmer": null,
  "monitor.sync.health": null,
  "notification.sender": "notification.send",
  "alert.handler": "alert.send",
  "metrics.aggregator": null,
  "activity.record": "activity.record",
  "report.generate": "report.generate",
  "vercel.webhook.handler": "vercel/deployment.created",
} as const;

/** Events that trigger nothing here and tell others what happened. */
const told = [
  "sync.completed",
  "sync.cancelled",
  "files.batch.completed",
  "embeddings.completed",
  "docs.batch.completed",
  "vercel.deployment.indexed",
  "vercel/deployment.triggered",
];

describe("the workflows", () => {
  it("have the ids and the events that are relied on from outside", () => {
    const served = Object.fromEntries(Object.entries(workflows).map(([id, { event }]) => [id, event]));
    expect(served).toMatchObject(catalogue);
  });

  it("tell what happened by the names that are relied on from outside", () => {
    expect(Object.keys(eventSchemas)).toEqual(expect.arrayContaining(told));
  });
});
