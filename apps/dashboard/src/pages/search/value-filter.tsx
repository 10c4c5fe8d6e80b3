import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { searchValuesQuery } from "../../api/search.ts";
import { classes } from "../../components/classes.ts";
import { Input } from "../../components/field.tsx";
import { FilterTriggerContent, filterTriggerClasses } from "../../components/filter-menu.tsx";
import { formatCompact } from "../../components/format.ts";
import { popupClasses } from "../../components/menu.tsx";

/** Narrows the search to some of many values, which are found by their beginnings. */
export function ValueFilter({
  name,
  list,
  chosen,
  onChange,
}: {
  readonly name: string;
  readonly list: "repositories" | "authors";
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  return (
    <Popover.Root>
      <Popover.Trigger className={filterTriggerClasses(chosen)}>
        <FilterTriggerContent name={name} chosen={chosen} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Popover.Popup aria-label={name} className={classes(popupClasses, "w-72 max-w-[calc(100vw-1.5rem)]")}>
            <Choices name={name} list={list} chosen={chosen} onChange={onChange} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ name, list, chosen, onChange }: Parameters<typeof ValueFilter>[0]) {
  const id = useId();
  const [find, setFind] = useState("");
  const { data, isError } = useQuery(searchValuesQuery(useDeferredValue(find.trim())));
  const found = data?.[list] ?? [];
  // What was chosen can be taken back, whatever is looked for.
  const gone = chosen.filter((value) => !found.some((one) => one.value === value));
  const offered = [...gone.map((value) => ({ value, count: undefined })), ...found];
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <>
      <Input
        aria-label={`Find in ${name.toLowerCase()}`}
        placeholder="Find…"
        value={find}
        onChange={(event) => setFind(event.target.value)}
        autoComplete="off"
        className="h-8!"
      />
      <fieldset className="mt-1.5 max-h-72 overflow-y-auto">
        <legend className="sr-only">{name}</legend>
        {offered.map(({ value, count }, index) => (
          <label
            key={value}
            htmlFor={`${id}-${index}`}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm hover:bg-sunken has-focus-visible:bg-sunken"
          >
            <input
              id={`${id}-${index}`}
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1 truncate" title={value}>
              {value}
            </span>
            {count !== undefined && <span className="pl-3 text-xs text-ink-3 tabular">{formatCompact(count)}</span>}
          </label>
        ))}
      </fieldset>
      {offered.length === 0 && (
        <p role="status" className="px-2 py-1.5 text-sm text-ink-3">
          {isError ? "They could not be loaded." : data === undefined ? "Loading…" : "None begins with that."}
        </p>
      )}
    </>
  );
}
