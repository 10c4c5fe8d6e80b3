import { DatabaseSync } from "node:sqlite";
import type { Scenario } from "./scenario.ts";

interface Row {
  readonly [column: string]: unknown;
}

/** Tables that hold only what is still to be done: empty once everything is over. */
const transient = ["queue", "pauses", "gatherings", "gathering_events", "singletons"];

/** Names that differ from one history to the next. */
const identifier = /\b[0-9A-HJKMNP-TV-Z]{26}\b/g;

/** Drops what tells one history from another without mattering: ids and stack traces. */
function canonical(text: unknown): string {
  if (typeof text !== "string") return String(text);
  const value: unknown = JSON.parse(text, (key, part: unknown) => (key === "stack" ? undefined : part));
  return JSON.stringify(value).replace(identifier, "<id>");
}

/**
 * Describes what a closed engine's file holds in lines that are equal for all histories with the same outcome: runs with
 * their result and steps, the events taken in, and whatever was left undone.
 */
export function readFinalState(file: string, scenarios: readonly Scenario[]): string[] {
  const endsOnly = new Set(scenarios.flatMap((scenario) => (scenario.endsOnly ?? []).map((id) => `crash-${id}`)));
  const database = new DatabaseSync(file, { readOnly: true });
  const all = (sql: string, ...values: string[]): Row[] => database.prepare(sql).all(...values);
  try {
    const runs = all("SELECT * FROM runs").map((run) => {
      const head = `run ${run.slug} ${run.status}`;
      if (endsOnly.has(String(run.slug))) return head;
      const events = all(
        "SELECT body FROM run_events JOIN events USING (event_id) WHERE run_id = ? ORDER BY position",
        String(run.run_id),
      );
      const steps = all("SELECT * FROM steps WHERE run_id = ? ORDER BY name, step_id", String(run.run_id)).map(
        (step) => `${step.name}=${step.status} ${canonical(step.value)}`,
      );
      const trigger = events.map(({ body }) => eventOf(body)).join("+");
      return `${head} of ${trigger} gave ${canonical(run.output)} ${canonical(run.error)} steps ${steps.join("; ")}`;
    });
    // An event a step sends is delivered at least once: what counts is that it is there.
    const events = new Set(all("SELECT body FROM events").map(({ body }) => `event ${eventOf(body)}`));
    const left = transient.flatMap((table) =>
      all(`SELECT * FROM ${table}`).map((row) => `left in ${table}: ${JSON.stringify(row)}`),
    );
    return [...runs.sort(), ...[...events].sort(), ...left];
  } finally {
    database.close();
  }
}

function eventOf(body: unknown): string {
  const { name, data, ts } = JSON.parse(String(body)) as Row;
  // The engine's own events name whole runs, with errors and times; their name says enough here.
  if (String(name).startsWith("inngest/function.")) return String(name);
  // The engine's own events are stamped when they are made, and that is later after a time without a process.
  return canonical(JSON.stringify(String(name).startsWith("inngest/") ? { name, data } : { name, data, ts }));
}

/** Every step that ran to a result, as `<run> <step>`: each must have been executed. */
export function readCompletedSteps(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare("SELECT run_id AS run, name FROM steps WHERE op = 'StepRun' AND status = 'completed' ORDER BY 1, 2")
      .all()
      .map(({ run, name }) => `${run} ${name}`);
  } finally {
    database.close();
  }
}
