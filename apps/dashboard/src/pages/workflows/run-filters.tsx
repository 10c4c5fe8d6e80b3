import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import type { EngineHealth } from "../../api/engine.ts";
import { type WorkflowRun, type WorkflowRunFilter, workflowFunctionsQuery } from "../../api/workflows.ts";
import { classes } from "../../components/classes.ts";
import { Input, Select } from "../../components/field.tsx";
import { formatCompact } from "../../components/format.ts";
import { runStatusWords } from "./workflow-words.ts";

const TYPING_MS = 200;
const ID_LENGTH = 26;

type Status = WorkflowRun["status"];
type Counts = EngineHealth["runs"];

/** What a list of runs is narrowed to: a state, a function, a part of an id. */
export function WorkflowRunFilters({
  filter,
  counts,
  onChange,
}: {
  readonly filter: WorkflowRunFilter;
  /** Runs of each state, all functions together. */
  readonly counts: Counts;
  readonly onChange: (filter: WorkflowRunFilter) => void;
}) {
  const id = useId();
  const { data: functions = [] } = useQuery(workflowFunctionsQuery);
  const { status: _, ...withoutStatus } = filter;
  const { function: chosen, ...withoutFunction } = filter;
  const gone = chosen !== undefined && !functions.some((one) => one.id === chosen);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
      <fieldset className="flex min-w-0 flex-wrap gap-1">
        <legend className="sr-only">State</legend>
        <StatusButton name="All" chosen={filter.status === undefined} onChoose={() => onChange(withoutStatus)} />
        {(Object.keys(runStatusWords) as Status[]).map((status) => (
          <StatusButton
            key={status}
            name={runStatusWords[status]}
            count={countOf(status, counts)}
            chosen={filter.status === status}
            onChoose={() => onChange({ ...filter, status })}
          />
        ))}
      </fieldset>
      <div className="flex min-w-0 flex-1 basis-80 flex-wrap gap-2 lg:justify-end">
        <label htmlFor={`${id}-function`} className="sr-only">
          Function
        </label>
        <Select
          id={`${id}-function`}
          value={chosen ?? ""}
          onChange={({ target: { value } }) => onChange({ ...withoutFunction, ...(value && { function: value }) })}
          className="h-8! min-w-0 flex-1 basis-40 text-[13px]! lg:max-w-60"
        >
          <option value="">All functions</option>
          {gone && <option value={chosen}>{chosen}</option>}
          {functions.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <IdSearch filter={filter} onChange={onChange} />
      </div>
    </div>
  );
}

/** The list's "running" has those in it that sleep or wait. */
function countOf(status: Status, counts: Counts): number | undefined {
  if (!counts) return undefined;
  return status === "running" ? counts.running + counts.waiting : counts[status];
}

function StatusButton({
  name,
  count,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly count?: number | undefined;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={classes(
        "flex min-h-8 items-center gap-1.5 rounded-lg border px-2.5 text-[13px] font-medium transition-colors",
        chosen
          ? "border-accent bg-accent-soft text-accent"
          : "border-transparent text-ink-2 hover:bg-sunken hover:text-ink",
      )}
    >
      {name}
      {count !== undefined && (
        <span className={classes("text-xs font-normal tabular", !chosen && "text-ink-3")}>{formatCompact(count)}</span>
      )}
    </button>
  );
}

/** Finds runs by a part of their id; what is typed reaches the address a moment later. */
function IdSearch({
  filter,
  onChange,
}: {
  readonly filter: WorkflowRunFilter;
  readonly onChange: (filter: WorkflowRunFilter) => void;
}) {
  const [text, setText] = useState(filter.id ?? "");
  const sent = useRef(filter.id ?? "");
  const latest = useRef({ filter, onChange });
  latest.current = { filter, onChange };
  useEffect(() => {
    const there = filter.id ?? "";
    if (there === sent.current) return;
    sent.current = there;
    setText(there);
  }, [filter.id]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      const { id: _, ...others } = latest.current.filter;
      latest.current.onChange({ ...others, ...(text && { id: text }) });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      type="search"
      aria-label="Find a run by its id"
      placeholder="Run id"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={({ target }) => setText(target.value.replaceAll(/[^0-9A-Za-z]/g, "").slice(0, ID_LENGTH))}
      className="h-8! min-w-0 flex-1 basis-32 font-mono text-xs! lg:max-w-64"
    />
  );
}
