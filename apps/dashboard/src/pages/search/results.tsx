import { useQuery } from "@tanstack/react-query";
import {
  lazy,
  memo,
  type RefObject,
  Suspense,
  startTransition,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from "react";
import { ApiProblem } from "../../api/client.ts";
import { type SearchAnswer, searchQuery } from "../../api/search.ts";
import { Button } from "../../components/button.tsx";
import { classes } from "../../components/classes.ts";
import { formatCount, formatPlural } from "../../components/format.ts";
import { ErrorState, Notice, Skeleton } from "../../components/states.tsx";
import { useMedia } from "../../components/use-media.ts";
import { loadPart } from "../../load-part.ts";
import { HitList } from "./hit-list.tsx";
import { NoHits } from "./no-hits.tsx";
import { requestOf, type SearchChoice } from "./search-address.ts";
import { useSelection } from "./use-selection.ts";

// It shows documents of any length, line by line: not part of the first load.
const HitPreview = lazy(async () => ({ default: (await loadPart(() => import("./hit-preview.tsx"))).HitPreview }));

/** How many hits are shown, first and after each "show more"; the server returns no more than the last. */
const LIMITS = [20, 50, 100] as const;

/** About as many hits as a window holds. */
const FIRST_DRAWN = 6;

/** Where the list and the selected document stand side by side. */
const WIDE = "(min-width: 80rem)";

/** What was found, and on a wide screen the selected document beside it. */
export const Results = memo(function Results({
  choice,
  list,
  onGo,
  onLeave,
}: {
  readonly choice: SearchChoice;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly onGo: (choice: SearchChoice) => void;
  readonly onLeave: () => void;
}) {
  const searched = JSON.stringify(choice);
  const [more, setMore] = useState({ searched, steps: 0 });
  const steps = more.searched === searched ? more.steps : 0;
  const limit = LIMITS[steps] ?? LIMITS[0];
  const { data, error, isError, isPlaceholderData, isFetching, refetch } = useQuery(
    searchQuery(requestOf(choice, limit)),
  );
  const [selectedId, select] = useSelection(searched, list);
  const wide = useMedia(WIDE);
  // What was found last, and for what: it stays while somebody types on, also past what cannot be read yet (`after:20`).
  const last = useRef<{ readonly answer: SearchAnswer; readonly query: string } | null>(null);
  if (data && !isPlaceholderData && last.current?.answer !== data)
    last.current = { answer: data, query: choice.q ?? "" };

  // Many cards at once: drawn between the letters that are typed, not before them.
  const found = useDeferredValue(last.current);
  // And those in sight before the others.
  const [drawn, setDrawn] = useState(found);
  useEffect(() => startTransition(() => setDrawn(found)), [found]);

  const misread = error instanceof ApiProblem && error.status === 400 ? error.message : null;
  if (isError && misread === null) {
    return <ErrorState title="The search failed" error={error} onRetry={() => void refetch()} />;
  }
  if (!found) return misread === null ? <Waiting /> : <Misread message={misread} />;

  const { answer, query } = found;
  const { results: hits, notices } = answer;
  const selected = hits.find(({ documentId }) => documentId === selectedId) ?? hits[0];
  const next = LIMITS.find((one) => one > limit);
  // While more are looked for, there are as many as before.
  const full = hits.length >= (isPlaceholderData ? LIMITS[0] : limit);
  return (
    <div className="space-y-3">
      <h2 className="sr-only">Hits</h2>
      {misread !== null && <Misread message={misread} />}
      {notices.map(({ code, message }) => (
        <Notice key={code}>{message}</Notice>
      ))}
      <p role="status" className={classes("text-[13px] text-ink-3", hits.length === 0 && "sr-only")}>
        {countWords(hits.length, full)}
      </p>
      {hits.length === 0 || !selected ? (
        misread === null && (
          <NoHits
            choice={choice}
            onGo={(next) => {
              onGo(next);
              onLeave();
            }}
          />
        )
      ) : (
        <div className={classes(wide && "grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-5")}>
          <div className="min-w-0 space-y-3">
            <HitList
              hits={drawn === found ? hits : hits.slice(0, FIRST_DRAWN)}
              query={query}
              selectedId={selected.documentId}
              wide={wide}
              list={list}
              onSelect={select}
              onLeave={onLeave}
            />
            {full && (
              <div className="flex justify-center py-2">
                {next ? (
                  <Button
                    busy={steps > 0 && isFetching}
                    onClick={() => setMore({ searched, steps: LIMITS.indexOf(next) })}
                  >
                    Show more
                  </Button>
                ) : (
                  <p className="text-[13px] text-ink-3">Filters or more words bring up what is not among these.</p>
                )}
              </div>
            )}
          </div>
          {wide && (
            <Suspense>
              <HitPreview hit={selected} query={query} />
            </Suspense>
          )}
        </div>
      )}
    </div>
  );
});

function countWords(count: number, full: boolean): string {
  return full ? `The best ${formatCount(count)} hits` : count === 0 ? "Nothing found" : formatPlural(count, "hit");
}

function Misread({ message }: { readonly message: string }) {
  return (
    <Notice tone="warn" title="The query cannot be read">
      {message}
    </Notice>
  );
}

function Waiting() {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">Searching…</span>
      {[1, 2, 3].map((one) => (
        <Skeleton key={one} className="h-32 rounded-xl!" />
      ))}
    </div>
  );
}
