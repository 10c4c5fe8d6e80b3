import type { WorkflowFunction, WorkflowRun, WorkflowStep } from "../../api/workflows.ts";
import type { Tone } from "../../components/badge.tsx";

/** What the states of runs are called, in the order they are offered. */
export const runStatusWords: Readonly<Record<WorkflowRun["status"], string>> = {
  running: "Running",
  queued: "Queued",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The colour of each state of a run. */
export const runStatusTones: Readonly<Record<WorkflowRun["status"], Tone>> = {
  running: "info",
  queued: "neutral",
  completed: "good",
  failed: "bad",
  cancelled: "neutral",
};

/** The state an address names, unless there is none of this name. */
export function runStatusOf(text: string | undefined): WorkflowRun["status"] | undefined {
  return (Object.keys(runStatusWords) as WorkflowRun["status"][]).find((status) => status === text);
}

/** What the states of steps are called. */
export const stepStatusWords: Readonly<Record<WorkflowStep["status"], string>> = {
  queued: "Queued",
  running: "Running",
  waiting: "Waiting",
  retrying: "Failed, tried again soon",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Not finished: the run ended first",
};

/** What kinds of steps do. */
export const stepKindWords: Readonly<Record<WorkflowStep["kind"], string>> = {
  run: "Work",
  sleep: "Sleep",
  "wait-for-event": "Wait for an event",
  "wait-for-signal": "Wait for a signal",
  invoke: "Another function",
  fetch: "Request",
  ai: "Model request",
};

/** Whether a step does nothing by itself until something else happens. */
export function isWait({ kind }: Pick<WorkflowStep, "kind">): boolean {
  return kind === "sleep" || kind === "wait-for-event" || kind === "wait-for-signal";
}

/** What started a run: `Event sync.requested`. */
export function triggerWords({ kind, name }: WorkflowRun["trigger"]): string {
  switch (kind) {
    case "event":
      return name === "" ? "An event that is deleted by now" : `Event ${name}`;
    case "schedule":
      return `Schedule: ${cronWords(name)}`;
    case "invoke":
      return name === "" ? "Another run that is deleted by now" : `Called by ${name}`;
  }
}

/** What starts a function. */
export function functionTriggerWords({ kind, name, condition }: WorkflowFunction["triggers"][number]): string {
  return kind === "schedule" ? `${cronWords(name)} (${name})` : condition === null ? name : `${name} if ${condition}`;
}

/** A cron expression in words where they are simple: `every 30 minutes`; itself otherwise. Times are UTC. */
export function cronWords(cron: string): string {
  const fields = cron.trim().replace(/\s+/g, " ");
  const everyMinutes = /^\*\/(\d+) \* \* \* \*$/.exec(fields);
  if (everyMinutes) return every(Number(everyMinutes[1]), "minute");
  const everyHours = /^(\d+) (?:\*|\*\/(\d+)) \* \* \*$/.exec(fields);
  if (everyHours) return every(Number(everyHours[2] ?? 1), "hour");
  if (fields === "* * * * *") return every(1, "minute");
  const [, minute, hour, day] = /^(\d+) (\d+) \* \* (\*|[0-7])$/.exec(fields) ?? [];
  if (minute === undefined || hour === undefined) return fields;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")} UTC`;
  return day === "*" ? `every day at ${time}` : `every ${weekdays[Number(day) % 7]} at ${time}`;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function every(count: number, unit: string): string {
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

const instant = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hour12: false,
});
const instantWithDay = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hour12: false,
});

/** `14:05:09.123`, with the day where it is not today's. */
export function formatInstant(time: string, now = Date.now()): string {
  const date = new Date(time);
  return (date.toDateString() === new Date(now).toDateString() ? instant : instantWithDay).format(date);
}
