import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { memo } from "react";
import { searchValuesQuery } from "../../api/search.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { FilterMenu } from "../../components/filter-menu.tsx";
import { DateFilter } from "./date-filter.tsx";
import { chipWords, filterNames } from "./filter-words.ts";
import { activeFilters, type ListFilter, type SearchChoice, withoutFilter, withoutFilters } from "./search-address.ts";
import { ValueFilter } from "./value-filter.tsx";

/** What a search can be narrowed to, and what it is narrowed to. */
export const SearchFilters = memo(function SearchFilters({
  choice,
  onChange,
}: {
  readonly choice: SearchChoice;
  readonly onChange: (choice: SearchChoice) => void;
}) {
  const nameOfKind = useKindName();
  const { data: values } = useQuery(searchValuesQuery());
  const chosen = (name: ListFilter) => choice[name] ?? [];
  const choose = (name: ListFilter) => (list: string[]) => {
    const { [name]: _, ...others } = choice;
    onChange(list.length === 0 ? others : { ...others, [name]: list });
  };
  const active = activeFilters(choice);
  const takeOff = (left: SearchChoice) => {
    onChange(left);
    // The chip that had the keyboard's focus goes away.
    document.getElementById("search")?.focus();
  };
  const menu = (name: ListFilter, offered: readonly { value: string; count: number }[] = []) =>
    (offered.length > 0 || chosen(name).length > 0) && (
      <FilterMenu
        name={filterNames[name]}
        values={offered.map((one) => (name === "source" ? { ...one, label: nameOfKind(one.value) } : one))}
        chosen={chosen(name)}
        onChange={choose(name)}
      />
    );
  const find = (name: ListFilter, list: "repositories" | "authors") =>
    ((values?.[list].length ?? 0) > 0 || chosen(name).length > 0) && (
      <ValueFilter name={filterNames[name]} list={list} chosen={chosen(name)} onChange={choose(name)} />
    );
  return (
    <div className="space-y-2.5">
      <fieldset className="flex min-h-8 flex-wrap items-center gap-2">
        <legend className="sr-only">Filters</legend>
        {menu("source", values?.sources)}
        {menu("type", values?.types)}
        {find("repository", "repositories")}
        {menu("state", values?.states)}
        {find("author", "authors")}
        {values && (
          <DateFilter
            choice={choice}
            onChange={({ after, before }) => {
              const { after: _after, before: _before, ...others } = choice;
              onChange({ ...others, ...(after && { after }), ...(before && { before }) });
            }}
          />
        )}
      </fieldset>
      {active.length > 0 && (
        <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
          {active.map((filter) => (
            <li key={`${filter.name} ${filter.value}`} className="min-w-0">
              <button
                type="button"
                onClick={() => takeOff(withoutFilter(choice, filter))}
                className="flex min-h-7 max-w-full items-center gap-1 rounded-full bg-accent-soft pr-1.5 pl-2.5 text-[13px] font-medium text-accent hover:text-accent-strong"
              >
                <span className="sr-only">Take off </span>
                <span className="truncate">{chipWords(filter, nameOfKind)}</span>
                <X aria-hidden="true" className="size-3.5 shrink-0" />
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              onClick={() => takeOff(withoutFilters(choice))}
              className="min-h-7 rounded-full px-2.5 text-[13px] text-ink-2 underline-offset-2 hover:text-ink hover:underline"
            >
              Clear all
            </button>
          </li>
        </ul>
      )}
    </div>
  );
});
