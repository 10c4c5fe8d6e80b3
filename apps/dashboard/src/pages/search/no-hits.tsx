import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { searchQuery } from "../../api/search.ts";
import { Button } from "../../components/button.tsx";
import { Card } from "../../components/card.tsx";
import { formatCount } from "../../components/format.ts";
import { EmptyState } from "../../components/states.tsx";
import { easierQueries } from "./easier-queries.ts";
import { activeFilters, requestOf, type SearchChoice, withoutFilters } from "./search-address.ts";

/** Enough to say whether there are some or many. */
const LOOKED_FOR = 20;

/** Nothing was found: why that may be, and what to try. */
export function NoHits({
  choice,
  onGo,
}: {
  readonly choice: SearchChoice;
  readonly onGo: (choice: SearchChoice) => void;
}) {
  const filters = activeFilters(choice).length;
  const { data: unfiltered } = useQuery({
    ...searchQuery(requestOf(withoutFilters(choice), LOOKED_FOR)),
    enabled: filters > 0,
  });
  const without = filters > 0 ? (unfiltered?.results.length ?? null) : null;
  const easier = easierQueries(choice.q ?? "");
  return (
    <Card>
      <EmptyState
        icon={<SearchX aria-hidden="true" className="size-5" />}
        title="Nothing found"
        action={
          <>
            {filters > 0 && without !== 0 && (
              <Button look="primary" onClick={() => onGo(withoutFilters(choice))}>
                {filters === 1 ? "Take the filter off" : "Clear all filters"}
                {without !== null &&
                  ` (${without >= LOOKED_FOR ? `${formatCount(LOOKED_FOR)} or more` : formatCount(without)})`}
              </Button>
            )}
            {easier.map(({ query, label }) => (
              <Button key={query} onClick={() => onGo({ ...choice, q: query })}>
                {label}
              </Button>
            ))}
          </>
        }
      >
        <p>
          {without
            ? "Without the filters there is something."
            : "Check the spelling, or try fewer, rarer or other words: a name from the code, a part of a path, a word of an error message."}
        </p>
      </EmptyState>
    </Card>
  );
}
