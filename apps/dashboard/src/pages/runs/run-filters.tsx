import type { JobFilter } from "../../api/jobs.ts";
import { Choice } from "../../components/choice.tsx";
import { statusWords } from "../../components/job/job-words.ts";

const statuses = Object.entries(statusWords) as [NonNullable<JobFilter["status"]>, string][];

/** The state an address names, unless there is none of this name. */
export function statusOf(text: string | undefined): JobFilter["status"] {
  return statuses.find(([status]) => status === text)?.[0];
}

/** What a list of runs is narrowed to. */
export function RunFilters({
  filter,
  sources,
  onChange,
}: {
  readonly filter: JobFilter;
  /** Left out where the list is of one source. */
  readonly sources?: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  readonly onChange: (filter: JobFilter) => void;
}) {
  const { status, sourceId } = filter;
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Filters</legend>
      <Choice
        label="State"
        all="Any state"
        value={status ?? ""}
        choices={statuses.map(([value, name]) => ({ value, name }))}
        onChange={(value) => {
          const chosen = statusOf(value);
          onChange({ ...(sourceId && { sourceId }), ...(chosen && { status: chosen }) });
        }}
      />
      {sources && (
        <Choice
          label="Source"
          all="All sources"
          value={sourceId ?? ""}
          choices={sources.map(({ id, name, status: state }) => ({
            value: id,
            name: state === "archived" ? `${name} (disconnected)` : name,
          }))}
          onChange={(value) => onChange({ ...(value && { sourceId: value }), ...(status && { status }) })}
        />
      )}
    </fieldset>
  );
}
